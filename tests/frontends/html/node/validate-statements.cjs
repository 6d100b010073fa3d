// Reads a list of xAPI statements from standard input, and writes what is wrong with them: nothing if they are valid.
const validate = require("@learninglocker/xapi-validation").default;

for (const statement of JSON.parse(require("node:fs").readFileSync(0, "utf8"))) {
  for (const warning of validate(statement)) console.log(statement.verb?.id, JSON.stringify(warning));
}
