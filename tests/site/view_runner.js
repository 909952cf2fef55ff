/* Reads each address of a file as the site does, and prints the views with the number of parts that were ignored. */
"use strict";
const { readFileSync } = require("node:fs");
const [, , script, file] = process.argv;
const { read } = require(script);
const { record, addresses } = JSON.parse(readFileSync(file, "utf8"));
process.stdout.write(JSON.stringify(addresses.map((address) => {
  const { view, ignored } = read(address, record);
  return { view, ignored: ignored.map(({ key, why }) => [key, why]) };
})));
