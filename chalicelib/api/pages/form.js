// The page works without this. With it, the password is typed twice, one press sends once, and the link's token
// leaves the address bar, so that it is in no screenshot and no list of visited pages; a reload comes back by resume.js.
const form = document.querySelector("form");
const again = document.getElementById("again");
form.action = location.href;
history.replaceState({ link: location.href }, "", form.dataset.resume);
if (again) {
  const first = form.querySelector("input[type=password][name]");
  again.hidden = false;
  again.required = true;
  const compare = () => again.setCustomValidity(first.value === again.value ? "" : again.dataset.differs);
  first.addEventListener("input", compare);
  again.addEventListener("input", compare);
}
form.addEventListener("submit", () => { form.querySelector("button").disabled = true; });
