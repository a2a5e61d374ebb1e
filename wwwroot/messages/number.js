export * from "/delivery/number.js";
