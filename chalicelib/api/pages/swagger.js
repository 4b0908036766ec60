// The document is beside this page, whatever stands before both, and whether or not this page's address ends in "/".
SwaggerUIBundle({
  url: new URL(location.pathname.endsWith("/") ? "../openapi.json" : "openapi.json", location.href).href,
  dom_id: "#documentation",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  validatorUrl: null,
});
