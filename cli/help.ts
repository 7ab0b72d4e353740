/** What `--help` teaches. @module */

const SHOW_OPTIONS = `  --from T        begin at a time or marker, with everything as if it had played up to there
  --rate N        play N times as fast (1)
  --loop [A..B]   play the whole show, or from A to B, over and over: --loop=0:10..0:20
  --seconds N     end after N seconds
  --no-sync       leave the boards' clocks alone
  --no-music      performance: do not play the show's music
  --no-wait       begin at once, without waiting for devices
  --json          JSON lines for scripts
  --port N        rehearsal: port of the page (1337)`;

const EXIT_CODES = `exit codes: 0 all went well, 1 the show has errors, 2 wrong usage, 3 it could not run`;

/** Help of the command. */
export const HELP = `cuelight: shows for Pixelblaze boards and Pixo faces

  cuelight rehearse show.yaml    play it on software boards, to be seen in a browser
  cuelight play show.yaml        perform it
  cuelight check show.yaml       is it right, can the boards take it, which permissions does it need
  cuelight print show.yaml       what happens when

A show is a .yaml file, or a .ts file whose default export is a show.

${SHOW_OPTIONS}

More commands, each with its own --help:
COMMANDS

${EXIT_CODES}`;

/** Help of a show's own script. */
export const SCRIPT_HELP = `This is a cuelight show.

  deno run -A show.ts              perform it
  deno run -A show.ts --rehearse   play it on software boards, to be seen in a browser
  deno run -A show.ts --check      is it right, can the boards take it, which permissions does it need
  deno run -A show.ts --print      what happens when

${SHOW_OPTIONS}

${EXIT_CODES}`;
