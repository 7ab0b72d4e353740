import { assertEquals } from "@std/assert";
import { showJsonSchema } from "../../shows/schema.ts";

Deno.test("cuelight.schema.json is what the schema says: deno run -A tools/write_schema.ts writes it anew", async () => {
  assertEquals(
    JSON.parse(await Deno.readTextFile("cuelight.schema.json")),
    JSON.parse(JSON.stringify(showJsonSchema())),
  );
});
