// Runs a Python program in pyodide: node pyodide.mjs PYODIDE PROGRAM FOLDER PACKAGE…
// Its standard output is the program's. FOLDER is the program's first argument.
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [place, program, folder, ...packages] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(place, "pyodide.mjs")));
const python = await loadPyodide({
  stdout: (line) => process.stdout.write(`${line}\n`),
});
python.mountNodeFS("/program", dirname(resolve(program)));
python.mountNodeFS("/packages", resolve(folder));
python.globals.set("arguments", python.toPy(["program.py", "/packages", ...packages]));
python.runPython(`
import runpy, sys, warnings
warnings.simplefilter("error")
sys.argv[:] = arguments
sys.dont_write_bytecode = True
runpy.run_path("/program/program.py", run_name="__main__")
`);
