import { dots } from "/presence/dots.js";
import { receipts } from "/presence/receipts.js";
import { reports } from "/presence/reports.js";
import { typing } from "/presence/typing.js";

reports();
dots();
typing();
receipts();
