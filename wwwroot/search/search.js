import { keyboard } from "/search/keyboard.js";
import { speakTheirKeys } from "/search/signs.js";
import { switcher } from "/search/switcher.js";

// On every page of somebody signed in: the ways to everywhere.
switcher();
keyboard();
speakTheirKeys(document);
