/** Writes cuelight.schema.json, which editors use to complete and check YAML shows. @module */

import { showJsonSchema } from "../shows/schema.ts";

const path = new URL("../cuelight.schema.json", import.meta.url);
await Deno.writeTextFile(path, `${JSON.stringify(showJsonSchema(), null, 2)}\n`);
