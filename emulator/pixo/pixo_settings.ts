/** The settings of a software Pixo, and what it answers to general commands. @module */

import { percentToRaw, rawToPercent } from "../../protocol/pixo/brightness.ts";
import type { PixoCommand } from "../../protocol/pixo/definition.ts";
import type { PixoReply } from "../../protocol/pixo/reply.ts";

/** What general commands read and change. */
export interface PixoSettings {
  /** The name that people give it. */
  name: string;
  /** What kind of device it is. */
  persona: string;
  /** Serial number. */
  readonly serial: string;
  /** The raw multiplier, 0..1. */
  brightness: number;
  /** True if WiFi is on. */
  wifiEnabled: boolean;
  /** Name of the network, once it is set. */
  wifiSsid: string | undefined;
}

/** Applies a general command to the settings and gives the reply, or undefined for a command of another group. */
export function answer(settings: PixoSettings, command: PixoCommand): PixoReply | undefined {
  switch (command.command) {
    case "name":
      settings.name = command.name ?? settings.name;
      return { reply: "name", name: settings.name };
    case "persona":
      settings.persona = command.persona ?? settings.persona;
      return { reply: "persona", persona: settings.persona };
    case "serial":
      return { reply: "serial", serial: settings.serial };
    case "echo":
      return { reply: "echo", text: command.text ?? "" };
    case "brightness":
      settings.brightness = percentToRaw(command.percent);
      return { reply: "brightness", percent: command.percent };
    case "brightness_raw":
      settings.brightness = command.raw;
      return { reply: "brightness_raw", raw: command.raw };
    case "wifi_ssid":
      settings.wifiSsid = command.ssid;
      return { reply: "wifi_ssid", ssid: command.ssid };
    case "wifi_password":
      // Only its length leaves this function: nothing here joins a network.
      return { reply: "wifi_password", length: command.password.length };
    case "wifi_enabled":
      settings.wifiEnabled = command.enabled;
      return { reply: "wifi_enabled", enabled: command.enabled };
    case "info":
      return info(settings);
    default:
      return undefined;
  }
}

function info({ name, persona, serial, brightness, wifiEnabled, wifiSsid }: PixoSettings): PixoReply {
  const wifi = wifiSsid === undefined ? { wifiEnabled } : { wifiEnabled, wifiSsid };
  const percent = rawToPercent(brightness);
  return { reply: "info", name, persona, serial, software: "soft-pixo", hardware: "none", ...wifi, percent };
}
