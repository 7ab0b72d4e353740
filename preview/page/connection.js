// The server: asked over HTTP, listened to over WebSockets that come back by themselves.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 4000;

/** The token is behind the # of the page's address, which no server or log ever sees. */
const token = new URLSearchParams(location.hash.slice(1)).get("token");

/** The address of something on the server, with the token where there is one. */
export function address(path) {
  const url = new URL(path, location.href);
  url.hash = "";
  if (token !== null) url.searchParams.set("token", token);
  return url.href;
}

/** Gets JSON. */
export async function load(path) {
  const response = await fetch(address(path));
  if (!response.ok) throw new Error(await response.text());
  return await response.json();
}

/** Asks the show for something; throws what it answers if it will not. */
export async function command(command) {
  const response = await fetch(address("api/command"), { method: "POST", body: JSON.stringify(command) });
  if (!response.ok) throw new Error(await response.text());
}

/** Listens at a path until the page is closed; `onMessage` gets the data, `onOpen` is called on each new connection. */
export function listen(path, { onOpen, onMessage, onClose }) {
  let wait = FIRST_WAIT;

  function connect() {
    const socket = new WebSocket(address(path).replace(/^http/, "ws"));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      wait = FIRST_WAIT;
      onOpen?.();
    };
    socket.onmessage = (event) => onMessage(event.data);
    socket.onclose = () => {
      onClose?.();
      setTimeout(connect, wait);
      wait = Math.min(LONGEST_WAIT, wait * 1.7);
    };
  }
  connect();
}
