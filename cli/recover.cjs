require("./tsx.cjs");
require("./main.ts").npmScript("recover");
