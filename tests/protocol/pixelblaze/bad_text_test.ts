import { parsePixelblazeCommands } from "../../../protocol/pixelblaze/commands.ts";
import { decodeEpe, encodeEpe } from "../../../protocol/pixelblaze/epe.ts";
import { decodeFileList } from "../../../protocol/pixelblaze/file_list.ts";
import { decodeBoardRequest } from "../../../protocol/pixelblaze/http.ts";
import { decodePbb } from "../../../protocol/pixelblaze/pbb.ts";
import { parsePixelblazeReply } from "../../../protocol/pixelblaze/replies.ts";
import { decodeWifiSave, decodeWifiScan, decodeWifiStatus } from "../../../protocol/pixelblaze/wifi.ts";
import { checkText, RUNS } from "./bad_input.ts";
import { bytes } from "./support.ts";

const ID = "keSLmg6tCWGPMvb85";

/** A decoder of text, and messages to start from. */
const OF_TEXT: [string, (input: string) => unknown, string[]][] = [
  ["parsePixelblazeCommands", parsePixelblazeCommands, [
    '{"setVars":{"a":1,"b":[1,2]},"ping":true}',
    '{"activeProgramId":"x","save":false,"playlist":{"items":[{"id":"a","ms":3}]}}',
    '{"setCode":{"size":1,"crc":2,"name":"","id":"x"},"brightness":0.5,"autoOffStart":"23:00"}',
  ]],
  ["parsePixelblazeReply", parsePixelblazeReply, [
    '{"ack":1}',
    '{"vars":{"a":1.5,"b":[1,2]}}',
    '{"activeProgram":{"name":"a","activeProgramId":null,"controls":{}},"sequencerMode":0}',
    '{"fps":1.5,"vmerr":0,"uptime":5}',
    '{"peers":[{"id":1,"address":"1.2.3.4","isFollowing":0}]}',
    '{"name":"a","pixelCount":5,"maxBrightness":10}',
  ]],
  ["decodeEpe", decodeEpe, [encodeEpe({ name: "a", id: ID, source: "b", preview: bytes("ffd8") })]],
  ["decodePbb", decodePbb, ['{"files":{"/obconf.dat":"BQ==","/p/a":"AgAA"}}']],
  ["decodeFileList", decodeFileList, ["/config.json\t523\n/p/a.c\t0\n"]],
  ["decodeWifiStatus", decodeWifiStatus, ['{"status":3,"ip":"1.2.3.4","ssid":"a","mac":"b"}']],
  ["decodeWifiScan", decodeWifiScan, ['[{"rssi":-42,"ssid":"a","channel":1,"secure":false}]', '{"scanning":1}']],
  ["decodeWifiSave", decodeWifiSave, ["mode=AP&ssid=a&passphrase=b"]],
  [
    "decodeBoardRequest (target)",
    (target) => decodeBoardRequest({ method: "GET", target }),
    ["/p/a%20b", "/delete?path=/p/x", "/list"],
  ],
];

for (const [name, decode, messages] of OF_TEXT) {
  Deno.test(`${name}() reads or refuses ${RUNS} random and mutated inputs`, () => checkText(decode, messages));
}
