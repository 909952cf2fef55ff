/* Asks neighbours.js for the graph of each list of places in a file, and prints the graphs. */
"use strict";
const { readFileSync } = require("node:fs");
const [, , script, cases] = process.argv;
const { neighbours } = require(script);
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(cases, "utf8")).map(neighbours)));
