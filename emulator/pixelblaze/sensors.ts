/** A sensor board's packet in the units of patterns. @module */

import type { SensorReading as PacketReading } from "../../protocol/pixelblaze/sensor.ts";
import type { SensorReading } from "./language/types.ts";

const UNIT = 65536;

/** Divides everything by 65536 but the frequency, which stays in hertz. */
export function forPatterns(reading: PacketReading): SensorReading {
  const unit = (value: number) => value / UNIT;
  return {
    frequencyData: reading.frequencyData.map(unit),
    energyAverage: unit(reading.energyAverage),
    maxFrequencyMagnitude: unit(reading.maxFrequencyMagnitude),
    maxFrequency: reading.maxFrequency,
    accelerometer: reading.accelerometer.map(unit),
    light: unit(reading.light),
    analogInputs: reading.analogInputs.map(unit),
  };
}
