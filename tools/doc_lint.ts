/**
 * Checks that every public name is documented: `deno doc --lint` without its complaint about the option types that are
 * derived from the schema of a show, which is on purpose.
 *
 * @module
 */

const ENTRIES = ["mod.ts", "testing.ts", "protocol/mod.ts"];
const { stderr, stdout } = await new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", ...ENTRIES],
  env: { NO_COLOR: "1" },
}).output();
const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
const complaints = text.split(/\n(?=error\[)/).filter((part) => part.startsWith("error["));
const left = complaints.filter((part) =>
  !(part.startsWith("error[private-type-ref]") && /shows\/builder\.ts/.test(part) && /z\.input</.test(part))
);
const bytes = new TextEncoder().encode(
  left.length === 0 ? "every public name is documented\n" : `${left.join("\n")}\n`,
);
await Deno.stdout.write(bytes);
if (left.length > 0 || (complaints.length === 0 && /error/.test(text))) Deno.exit(1);
