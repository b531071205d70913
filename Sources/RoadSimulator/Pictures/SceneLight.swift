import CVision
import Foundation

/// What lights a scene: sun and sky by the hour, street lamps and the camera's own flash after dark.
struct SceneLight: Sendable {
  /// 0 by day, 1 at night.
  var darkness: Double
  var toSun: Vector3
  var sun: Colour
  var zenith: Colour
  var horizon: Colour
  var bounce: Colour
  var flash: Double
  var haze: Double
  var exposure: Double
  var clouds: Double
  var lamps: [drawing_lamp] = []

  /// - Parameters:
  ///   - sun: where the sun stands.
  ///   - headingDegrees: where the camera looks.
  ///   - clouds: 0 for a clear sky, 1 for an overcast one.
  init(sun: Sun, headingDegrees: Double, clouds: Double) {
    let height = sun.elevationDegrees
    let day = Self.step(-4, 10, height), night = 1 - Self.step(-9, -1, height)
    let glow = Self.step(-10, 0, height) * (1 - Self.step(4, 18, height))
    darkness = night
    toSun = sun.direction(headingDegrees: headingDegrees)
    let disc = Self.step(-0.5, 6, height) * (1 - 0.65 * clouds)
    self.sun = Colour(3.0, 2.65, 2.2).mixed(with: Colour(2.1, 1.05, 0.5), glow) * disc
    zenith = Colour(0.006, 0.009, 0.022).mixed(with: Colour(0.27, 0.44, 0.78).mixed(with: .grey(0.66), clouds * 0.7), day)
    horizon = Colour(0.022, 0.024, 0.034).mixed(with: Colour(0.60, 0.68, 0.78).mixed(with: .grey(0.74), clouds * 0.6), day)
      .mixed(with: Colour(0.62, 0.34, 0.22), glow * 0.55)
    bounce = Colour(0.016, 0.014, 0.012).mixed(with: Colour(0.22, 0.20, 0.17), day)
    flash = 0.10 + 0.40 * night
    haze = 0.0011
    exposure = 0.80 + 1.0 * night
    self.clouds = clouds
  }

  /// Whether drivers have their headlamps on.
  var isDark: Bool { darkness > 0.45 }

  /// Hands the light to the drawing code for as long as `body` runs.
  func withDrawn<Result>(_ body: (UnsafePointer<drawing_light>) -> Result) -> Result {
    lamps.withUnsafeBufferPointer { lamps in
      var light = drawing_light(
        to_sun: toSun.unit.drawn, sun: sun.drawn, sky_zenith: zenith.drawn, sky_horizon: horizon.drawn, ground_bounce: bounce.drawn,
        flash: Float(flash), haze_per_metre: Float(haze), exposure: Float(exposure), cloud_cover: Float(clouds), lamps: lamps.baseAddress,
        lamp_count: Int32(lamps.count))
      return body(&light)
    }
  }

  private static func step(_ from: Double, _ to: Double, _ value: Double) -> Double {
    let t = min(1, max(0, (value - from) / (to - from)))
    return t * t * (3 - 2 * t)
  }
}
