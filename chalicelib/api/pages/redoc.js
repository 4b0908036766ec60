// The document is beside this page, whatever stands before both, and whether or not this page's address ends in "/".
Redoc.init(
  new URL(location.pathname.endsWith("/") ? "../openapi.json" : "openapi.json", location.href).href,
  { hideDownloadButton: false, nativeScrollbars: true },
  document.getElementById("documentation"),
);
