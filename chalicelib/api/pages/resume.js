// Where a page has taken its link's token out of the address bar, a reload comes here: back to the link.
const link = history.state?.link;
if (link) location.replace(link);
