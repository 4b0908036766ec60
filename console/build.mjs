// Builds the console into the folder that the API serves it from: `node console/build.mjs`.
//
// Every file's name has the hash of its content, so that browsers may keep it for good; manifest.json says which files
// the page names. The same sources give the same bytes.

import { mkdir, readFile, rm, writeFile, stat, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "chalicelib", "api", "pages", "console");
const MAX_BYTES = 300_000; // of all files, uncompressed

const texts = async (path) => JSON.parse(await readFile(path, "utf8"));

/** A language is shipped as its texts alone, in the order of English: each name of a text is there once. */
const languages = {
  name: "languages",
  setup({ onLoad }) {
    onLoad({ filter: /i18n\/\w+\.json$/ }, async ({ path }) => {
      if (basename(path) === "en.json") return undefined;
      const [english, own] = await Promise.all([texts(join(dirname(path), "en.json")), texts(path)]);
      const odd = [...Object.keys(english).filter((key) => !(key in own)), ...Object.keys(own).filter((key) => !(key in english))];
      if (odd.length) return { errors: [{ text: `${path} does not have the texts of en.json: ${odd.join(", ")}` }] };
      return { contents: JSON.stringify(Object.keys(english).map((key) => own[key])), loader: "json" };
    });
  },
};

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: { main: "src/main.tsx" },
  outdir: target,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  plugins: [languages],
  metafile: true,
});

const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({ name: path.split("/").pop(), output }));
const entry = outputs.find(({ output }) => output.entryPoint === "src/main.tsx");
const manifest = {
  script: entry.name,
  style: entry.output.cssBundle.split("/").pop(),
  preload: entry.output.imports.filter((each) => each.kind === "import-statement").map((each) => each.path.split("/").pop()),
};
await writeFile(join(target, "manifest.json"), JSON.stringify(manifest));

let total = 0;
for (const name of await readdir(target)) total += (await stat(join(target, name))).size;
console.log(`console: ${outputs.length} files, ${(total / 1000).toFixed(0)} KB`);
if (total > MAX_BYTES) throw new Error(`the console is larger than ${MAX_BYTES} bytes`);
