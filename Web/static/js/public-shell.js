// What every public page has: the switch between light and dark, and a word where a picture is gone.
import { watchPicture } from "./pictures.js";
import "./theme-switch.js";

for (const image of document.querySelectorAll("img[data-picture]")) watchPicture(image);
