// PGlite in a process of its own: the records of a cluster on a machine without PostgreSQL. Run by records.ts.
// Owns: its end. The first argument is its port, the second a folder, or nothing for records in memory.
import { startPglite } from "./pglite.ts";

const [port, folder] = process.argv.slice(2);
const records = await startPglite({ port: Number(port), folder });
process.once("SIGTERM", () => void records.remove().then(() => process.exit(0)));
