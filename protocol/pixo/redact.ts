/** Hides the WiFi password in lines that are to be logged. @module */

/** Typing mistakes in the command's name count too: a password behind one is still a password. */
const COMMAND = /wifi[^|@&a-z]{0,3}pas+[a-z]*/i;
const PASSWORD = new RegExp(`${COMMAND.source}[^\\r\\n]*`, "gi");

/**
 * The text with every WiFi password replaced, and so its length: `wifi_password|<hidden>`.
 *
 * A password may hold the characters that frame commands, so all that follows on the same line is hidden with it.
 */
export function redact(text: string): string {
  return text.replace(PASSWORD, "wifi_password|<hidden>");
}

/** As {@link redact}, for what should be one line: a line ending in it may be part of the password too. */
export function redactRest(text: string): string {
  const found = COMMAND.exec(text);
  return found === null ? text : `${text.slice(0, found.index)}wifi_password|<hidden>`;
}

/** True if a WiFi password, or a part of one, may come after this text. */
export function leadsToPassword(text: string): boolean {
  return COMMAND.test(text);
}
