import { decodeByteCode, encodeByteCode } from "../../../protocol/pixelblaze/byte_code.ts";
import { decodeExpanderConfig, encodeExpanderConfig, expanderBoard } from "../../../protocol/pixelblaze/expander.ts";
import { decodeConfigFile, decodeControlsFile, decodePlaylistFile } from "../../../protocol/pixelblaze/flash_files.ts";
import { decodeFrame } from "../../../protocol/pixelblaze/frames.ts";
import { decodeBoardRequest } from "../../../protocol/pixelblaze/http.ts";
import { compressText, decompressText } from "../../../protocol/pixelblaze/lz_string.ts";
import { decodeForm } from "../../../protocol/pixelblaze/multipart.ts";
import {
  decodePatternFile,
  decodeSavedProgram,
  encodePatternFile,
  encodeSavedProgram,
} from "../../../protocol/pixelblaze/pbp.ts";
import { decodePixelMap, encodePixelMap, makePixelMap } from "../../../protocol/pixelblaze/pixel_map.ts";
import { decodePreviewFrame, decodePreviewImage } from "../../../protocol/pixelblaze/preview.ts";
import { decodeProgramList } from "../../../protocol/pixelblaze/program_list.ts";
import { FrameReassembler } from "../../../protocol/pixelblaze/reassembler.ts";
import { decodeSensorPacket, encodeSensorPacket } from "../../../protocol/pixelblaze/sensor.ts";
import { decodeSources, encodeSources } from "../../../protocol/pixelblaze/sources.ts";
import { decodeUdpPacket, encodeBeacon, encodeTimeSync } from "../../../protocol/pixelblaze/udp.ts";
import { checkBytes, RUNS } from "./bad_input.ts";
import { bytes, utf8 } from "./support.ts";

const ID = "keSLmg6tCWGPMvb85";
const PATTERN = { name: "Hi", jpeg: bytes("ffd8ff"), byteCode: bytes("0708"), source: "export var a=1" };
const SENSOR = { sender: 1, ms: 2, energyAverage: 3, maxFrequencyMagnitude: 4, maxFrequency: 5, light: 6 };
const FORM = '--b\r\nContent-Disposition: form-data; name="data"; filename="/p/x"\r\n\r\nx\r\n--b--';
const MULTIPART = "multipart/form-data; boundary=b";

/** A decoder of bytes, and messages to start from. */
const OF_BYTES: [string, (input: Uint8Array<ArrayBuffer>) => unknown, Uint8Array[]][] = [
  ["decodeFrame", decodeFrame, [bytes("07 05 aa"), bytes("05 010203")]],
  ["FrameReassembler.push", pushAll(new FrameReassembler(1000)), [
    bytes("07 01 aa"),
    bytes("08 02 bb"),
    bytes("03 04"),
  ]],
  ["decodeProgramList", decodeProgramList, [utf8("a1\tRainbow\nb2\tSparks\n")]],
  ["decodePreviewFrame", decodePreviewFrame, [bytes("05 010203")]],
  ["decodePreviewImage", decodePreviewImage, [utf8(ID), Uint8Array.of(...utf8(ID), 255, 216)]],
  ["decodeUdpPacket", decodeUdpPacket, [
    encodeBeacon({ id: 1, ms: 2 }),
    encodeTimeSync({ sender: 1, ms: 2, id: 3, beaconMs: 4 }),
    encodeSensorPacket({ ...SENSOR, frequencyData: [], accelerometer: [], analogInputs: [] }),
  ]],
  ["decodeSensorPacket", decodeSensorPacket, [
    encodeSensorPacket({ ...SENSOR, frequencyData: [], accelerometer: [], analogInputs: [] }),
  ]],
  ["decodePixelMap", decodePixelMap, [encodePixelMap(makePixelMap([[0, 0], [1, 2], [3, 4]]))]],
  ["decodeExpanderConfig", decodeExpanderConfig, [
    bytes("05"),
    encodeExpanderConfig(expanderBoard(0, [{ channel: 1, pixelCount: 5 }])),
  ]],
  ["decompressText", (input) => decompressText(input, 4096), [compressText("aaaabaaaabcabc"), compressText("語語語")]],
  ["decodeSources", decodeSources, [encodeSources("export var a")]],
  ["decodeByteCode", decodeByteCode, [
    encodeByteCode({ opcodes: bytes("01020304"), exports: [{ address: 1, name: "a" }] }),
  ]],
  ["decodePatternFile", decodePatternFile, [encodePatternFile(PATTERN)]],
  ["decodeSavedProgram", decodeSavedProgram, [encodeSavedProgram(ID, PATTERN), encodeSources("x")]],
  ["decodeConfigFile", decodeConfigFile, [utf8('{"rev":1,"name":"a","sequenceTimer":15000}')]],
  ["decodePlaylistFile", decodePlaylistFile, [utf8('{"items":[{"id":"a","ms":3}]}')]],
  ["decodeControlsFile", decodeControlsFile, [utf8('{"sliderA":0.5,"hsvPickerB":[0,1,1]}')]],
  ["decodeForm", (input) => decodeForm(input, MULTIPART), [utf8(FORM)]],
  ["decodeBoardRequest (upload)", request("POST", "/edit"), [utf8(FORM)]],
];

for (const [name, decode, messages] of OF_BYTES) {
  Deno.test(`${name}() reads or refuses ${RUNS} random and mutated inputs`, () => checkBytes(decode, messages));
}

function pushAll(reassembler: FrameReassembler): (frame: Uint8Array) => unknown {
  return (frame) => {
    const message = reassembler.push(frame);
    if (reassembler.held > 1000) throw new Error(`holds ${reassembler.held} bytes`);
    return message;
  };
}

function request(method: string, target: string): (body: Uint8Array<ArrayBuffer>) => unknown {
  return (body) => decodeBoardRequest({ method, target, contentType: MULTIPART, body });
}
