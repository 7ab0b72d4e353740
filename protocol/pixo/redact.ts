/** Hides the WiFi password in lines that are to be logged. @module */

/** Typing mistakes in the command's name count too: a password behind one is still a password. */
const PASSWORD = /wifi[^|@&a-z]{0,3}pas+[a-z]*[^\r\n]*/gi;

/**
 * The text with every WiFi password replaced, and so its length: `wifi_password|<hidden>`.
 *
 * A password may hold the characters that frame commands, so all that follows on the same line is hidden with it.
 */
export function redact(text: string): string {
  return text.replace(PASSWORD, "wifi_password|<hidden>");
}
