import { assertEquals } from "@std/assert";
import { compile } from "../../../runtime/model/compile.ts";
import { placeOf, Problems, ShowError } from "../../../runtime/model/problem.ts";
import { showOf } from "./notation.ts";

Deno.test("Problems keeps the order, and what is told twice once", () => {
  const problems = new Problems();
  problems.warn("a", { file: "f", line: 1 });
  assertEquals(problems.hasErrors, false);
  problems.error("a", { file: "f", line: 1 });
  problems.error("a", { file: "f", line: 1 });
  problems.error("a", { file: "f", line: 2 });
  assertEquals(problems.hasErrors, true);
  assertEquals(problems.list.map(({ severity, where }) => `${severity} ${where.line}`), [
    "warning 1",
    "error 1",
    "error 2",
  ]);
});

Deno.test("placeOf() has line and column as far as they are known", () => {
  assertEquals(placeOf({ file: "f" }), "f");
  assertEquals(placeOf({ file: "f", line: 3 }), "f:3");
  assertEquals(placeOf({ file: "f", line: 3, column: 5 }), "f:3:5");
  assertEquals(placeOf({ file: "f", column: 5 }), "f");
  assertEquals(placeOf({ file: "f", path: ["cues", 1] }), "f");
});

Deno.test("compile() throws all errors at once, and no warning makes it throw", () => {
  let thrown: unknown;
  try {
    compile(showOf("0s b x=0 pattern=A\n0s b x>1/9s\n1s b pattern=B\n2s b x=NaN\n3s nobody x=1"));
  } catch (error) {
    thrown = error;
  }
  assertEquals(thrown instanceof ShowError, true);
  const error = thrown as ShowError;
  assertEquals(error.message.split("\n"), [
    'show:5: Unknown device or group "nobody": known are b, c, t, u, boards, faces, all',
    "show:4: Cannot set x: Not a number: NaN",
  ]);
  assertEquals(error.problems.map(({ severity }) => severity), ["error", "warning", "error"]);
  compile(showOf("0s b x=0 pattern=A\n0s b x>1/9s\n1s b pattern=B"));
});
