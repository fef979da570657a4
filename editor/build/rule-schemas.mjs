/**
 * @module `virtual:rule-schemas`: validators of rules/schema written out as code when the page is built, since the
 * content security policy lets no page compile them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";

const NAME = "virtual:rule-schemas";
const FOLDER = join(import.meta.dirname, "../../rules/schema");
const COMMON = "common.schema.json";

/** @type {string | undefined} */
let code;

/** @returns {import("vite").Plugin} */
export function ruleSchemas() {
  return {
    name: "rule-schemas",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      // Asked for twice: by the page and by its worker.
      code ??= validatorCode();
      return code;
    },
  };
}

/** One named export per kind of document, and `schemas`: the schemas themselves by file name. */
function validatorCode() {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".schema.json"));
  const schemas = Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(join(FOLDER, file), "utf8"))]),
  );
  // The same demands as server/rule-files/schema-validator.ts; a test compares what the two say.
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  addFormats.default(ajv);
  ajv.addVocabulary(["descriptionZh", "titleZh"]);
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  const kinds = files.filter((file) => file !== COMMON);
  const names = Object.fromEntries(
    kinds.map((file) => [exportName(file), schemas[file].$id ?? file]),
  );
  const code = importsForRequires(standaloneCode.default(ajv, names));
  return `${code}\nexport const schemas = ${JSON.stringify(schemas)};\n`;
}

/** `rule-set.schema.json` → `ruleSet` */
function exportName(file) {
  return file.replace(".schema.json", "").replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** Even as a module, ajv's code asks for its small helpers by `require`. */
function importsForRequires(code) {
  const imports = [];
  const body = code.replace(/require\("([^"]+)"\)/g, (_, path) => {
    const name = `helper${imports.length}`;
    imports.push(`import * as ${name} from "${path}${/\.js$/.test(path) ? "" : ".js"}";`);
    // Bundlers differ in what they call the exports of a CommonJS module.
    return `(${name}.default?.default ? ${name}.default : ${name})`;
  });
  return `${imports.join("\n")}\n${body}`;
}
