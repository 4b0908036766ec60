// Starts the console.

import { render } from "preact";
import { joinOtherTabs } from "./api/client";
import { App } from "./app";
import { preferredLanguage, setLanguage } from "./i18n";
import "./style.css";

const room = document.getElementById("console");
await Promise.all([setLanguage(preferredLanguage()), joinOtherTabs()]);
if (room) render(<App />, room);
