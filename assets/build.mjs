// Bundles the parts of NL Design System that we use: node build.mjs FOLDER
import * as esbuild from "esbuild";

await esbuild.build({
  entryPoints: ["src/nlds.css"],
  bundle: true,
  minify: true,
  outdir: process.argv[2] ?? "built",
  assetNames: "fonts/[name]",
  target: ["chrome109", "firefox115", "safari16"],
  loader: { ".woff2": "file" },
});
