// Bundles the parts of NL Design System that we use: node build.mjs FOLDER
// Images inside the stylesheet are left out: our pages allow none, and collab.css brings its own.
import * as esbuild from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";

const folder = process.argv[2] ?? "built";

await esbuild.build({
  entryPoints: ["src/nlds.css"],
  bundle: true,
  minify: true,
  outdir: folder,
  assetNames: "fonts/[name]",
  target: ["chrome109", "firefox115", "safari16"],
  loader: { ".woff2": "file" },
});

const sheet = `${folder}/nlds.css`;
writeFileSync(sheet, readFileSync(sheet, "utf8").replace(/url\("data:[^"]*"\)/g, "none"));
