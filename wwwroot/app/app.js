import { keptPage } from "/app/kept.js";
import { install } from "/app/install.js";
import { register } from "/app/register.js";
import { device } from "/notifications/device.js";
import { closesWhatIsRead } from "/notifications/read.js";

register();
keptPage();
install();
closesWhatIsRead();
device();
