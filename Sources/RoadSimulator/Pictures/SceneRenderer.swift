import CVision
import Foundation

/// Draws scenes. An actor, so that never more than one picture is being drawn and the server keeps its cores.
actor SceneRenderer {
  /// JPEG quality of a still.
  static let stillQuality = 82
  /// JPEG quality of a clip's frames, which are encoded once more.
  static let frameQuality = 90

  private let artwork: PlateArtwork
  private var backgrounds: BackgroundCache
  private var bodies: [BodyKey: Mesh] = [:]

  /// Bodies are made once for each look; there are a few hundred at most.
  private struct BodyKey: Hashable {
    var model: VehicleModel
    var paint: Paint
    var lamps: VehicleBody.Lamps
  }

  /// - Parameter backgroundsKept: how many backgrounds are kept, two to three megabytes each.
  init(backgroundsKept: Int = 64) throws(SimulatorError) {
    artwork = PlateArtwork(glyphs: try PlateGlyphs.load())
    backgrounds = BackgroundCache(capacity: backgroundsKept)
  }

  /// A still of 3840 × 2160 pixels as JPEG.
  func still(of scene: Scene) throws(SimulatorError) -> Data {
    let canvas = try background(of: scene)
    try draw(scene, on: canvas, scale: 1)
    let night = scene.light.darkness
    canvas.finish(blur: 0.62 + 0.25 * night, vignette: 0.10 + 0.06 * night, noise: 2.1 + 3.2 * night, seed: scene.seed)
    burn(scene.stamp, into: canvas)
    return try canvas.jpeg(quality: Self.stillQuality)
  }

  /// Frames of a clip as JPEG pictures one after another.
  /// - Parameter scene: what is to be seen in each frame, from 0.
  func frames(_ count: Int, width: Int, of scene: @Sendable (Int) -> Scene) throws(SimulatorError) -> Data {
    let scale = Double(width) / Double(PinholeCamera.width)
    let small = try background(of: scene(0)).resized(width: width, height: width * PinholeCamera.height / PinholeCamera.width)
    var frames = Data()
    for frame in 0..<count {
      let moment = scene(frame)
      let canvas = try small.copy()
      try draw(moment, on: canvas, scale: scale)
      canvas.finish(blur: 0, vignette: 0.10, noise: 1.2 + 2 * moment.light.darkness, seed: moment.seed)
      frames.append(try canvas.jpeg(quality: Self.frameQuality))
    }
    return frames
  }

  private func background(of scene: Scene) throws(SimulatorError) -> Canvas {
    try backgrounds.canvas(for: scene.backgroundKey) { () throws(SimulatorError) -> Canvas in
      try Self.paintBackground(scene)
    }
  }

  private static func paintBackground(_ scene: Scene) throws(SimulatorError) -> Canvas {
    let canvas = try Canvas(width: PinholeCamera.width, height: PinholeCamera.height)
    var view = scene.street.camera.view(scale: 1)
    let light = lit(scene)
    light.withDrawn { light in
      _ = drawing_sky(canvas.handle, &view, light, Float(scene.street.hills), UInt32(truncatingIfNeeded: scene.street.seed))
      scene.street.surfaces.withUnsafeBufferPointer { surfaces in
        guard let base = surfaces.baseAddress else { return }
        _ = drawing_ground(canvas.handle, &view, light, base, Int32(surfaces.count), UInt32(truncatingIfNeeded: scene.street.seed))
      }
    }
    let standing = drawing_placement()
    let scenery = scene.street.scenery()
    shade(scenery, at: standing, on: canvas, view: view, light: light, strength: 0.48 * (1 - light.clouds))
    render(darkened(scenery, light), at: standing, on: canvas, view: view, light: light, fineness: 1)
    if light.isDark {
      for lamp in scene.street.lampPosts {
        guard let point = scene.street.camera.project(lamp) else { continue }
        canvas.glow(at: point, radius: 4_200 / max(12, lamp.y), Colour(0.9, 0.62, 0.30))
      }
    }
    return canvas
  }

  /// The scene's light with the street lamps that reach the picture.
  private static func lit(_ scene: Scene) -> SceneLight {
    var light = scene.light
    guard light.darkness > 0.2 else { return light }
    let warm = Colour(27, 17.5, 9) * light.darkness
    light.lamps = scene.street.lampPosts.prefix(5).map { drawing_lamp(position: $0.drawn, colour: warm.drawn) }
    return light
  }

  /// By day no window is lit from inside.
  private static func darkened(_ mesh: Mesh, _ light: SceneLight) -> Mesh {
    var mesh = mesh
    let share = Float(light.darkness)
    for index in mesh.materials.indices {
      mesh.materials[index].emission.red *= share
      mesh.materials[index].emission.green *= share
      mesh.materials[index].emission.blue *= share
    }
    return mesh
  }

  private func draw(_ scene: Scene, on canvas: Canvas, scale: Double) throws(SimulatorError) {
    let view = scene.street.camera.view(scale: scale)
    let light = Self.lit(scene)
    if let colour = scene.signal { drawSignal(SignalHead(showing: colour, side: scene.street.side), scene, on: canvas, view: view, light: light, scale: scale) }
    for vehicle in scene.vehicles.sorted(by: { $0.y > $1.y }) {
      try draw(vehicle, of: scene, on: canvas, view: view, light: light, scale: scale)
    }
  }

  private func drawSignal(_ head: SignalHead, _ scene: Scene, on canvas: Canvas, view: drawing_view, light: SceneLight, scale: Double) {
    Self.render(head.mesh, at: drawing_placement(), on: canvas, view: view, light: light)
    for lamp in head.lit {
      guard let point = scene.street.camera.project(lamp.place) else { continue }
      canvas.glow(at: (point.x * scale, point.y * scale), radius: (70 + 90 * light.darkness) * scale, lamp.colour * (0.12 + 0.13 * light.darkness))
    }
  }

  private func draw(
    _ vehicle: StreetVehicle, of scene: Scene, on canvas: Canvas, view: drawing_view, light: SceneLight, scale: Double
  ) throws(SimulatorError) {
    let lamps = VehicleBody.Lamps(areHeadlampsOn: light.isDark, isBraking: vehicle.isBraking)
    let mesh = body(BodyKey(model: vehicle.model, paint: vehicle.paint, lamps: lamps))
    let camera = scene.street.camera
    let ground = VehicleGround(vehicle: vehicle, camera: camera, scale: scale)
    ground.darken(canvas)
    Self.shade(mesh, at: vehicle.placement, on: canvas, view: view, light: light, strength: 0.62 * (1 - 0.8 * light.clouds))
    if light.isDark { ground.lightUp(canvas) }
    Self.render(mesh, at: vehicle.placement, on: canvas, view: view, light: light)
    try layPlate(of: vehicle, camera: camera, on: canvas, light: light, scale: scale)
    if light.isDark { ground.glow(canvas) }
  }

  private func body(_ key: BodyKey) -> Mesh {
    if let made = bodies[key] { return made }
    let mesh = VehicleBody(model: key.model, paint: key.paint, lamps: key.lamps).mesh
    bodies[key] = mesh
    return mesh
  }

  private func layPlate(of vehicle: StreetVehicle, camera: PinholeCamera, on canvas: Canvas, light: SceneLight, scale: Double) throws(SimulatorError) {
    guard let corners = vehicle.plateCorners?.compactMap(camera.project), corners.count == 4 else { return }
    let seed = vehicle.plate.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
    let picture = try artwork.draw(vehicle.plate, country: vehicle.country, wear: vehicle.wear, seed: seed)
    let facesSun = max(0, light.toSun.y * (vehicle.showsTail ? -1 : 1)) * (1 - light.darkness)
    let gain = 0.84 + 0.26 * facesSun * (1 - light.clouds) + 0.24 * light.darkness
    canvas.lay(picture, onto: corners.map { drawing_point($0.x * scale, $0.y * scale) }, gain: gain)
  }

  private func burn(_ lines: [String], into canvas: Canvas) {
    guard !lines.isEmpty else { return }
    let width = Double(PinholeCamera.width), height = Double(PinholeCamera.height)
    let bar = 58.0 * Double(lines.count) + 14
    canvas.soften([drawing_point(0, height - bar), drawing_point(width, height - bar), drawing_point(width, height), drawing_point(0, height)], over: 1, factor: 0.12)
    for (index, line) in lines.enumerated() {
      canvas.label(line, at: (28, height - bar + 46 + 58 * Double(index)), height: 30, .grey(0.75))
    }
  }

  private static func render(
    _ mesh: Mesh, at place: drawing_placement, on canvas: Canvas, view: drawing_view, light: SceneLight, fineness: Int32 = 2
  ) {
    var (view, place) = (view, place)
    mesh.withDrawn { mesh in light.withDrawn { light in _ = drawing_render(canvas.handle, &view, light, mesh, &place, fineness) } }
  }

  private static func shade(_ mesh: Mesh, at place: drawing_placement, on canvas: Canvas, view: drawing_view, light: SceneLight, strength: Double) {
    let strength = strength * min(1, max(0, light.toSun.z * 6)) * (1 - light.darkness)
    guard strength > 0.02 else { return }
    var (view, place) = (view, place)
    mesh.withDrawn { mesh in light.withDrawn { light in _ = drawing_shadow(canvas.handle, &view, light, mesh, &place, Float(strength)) } }
  }
}

extension Mesh {
  /// Hands the mesh to the drawing code for as long as `body` runs.
  func withDrawn<Result>(_ body: (UnsafePointer<drawing_mesh>) -> Result) -> Result {
    vertices.withUnsafeBufferPointer { vertices in
      triangles.withUnsafeBufferPointer { triangles in
        materials.withUnsafeBufferPointer { materials in
          decals.withUnsafeBufferPointer { decals in
            var mesh = drawing_mesh(
              vertices: vertices.baseAddress, vertex_count: Int32(vertices.count), triangles: triangles.baseAddress,
              triangle_count: Int32(triangles.count), materials: materials.baseAddress, material_count: Int32(materials.count),
              decals: decals.baseAddress, decal_count: Int32(decals.count))
            return body(&mesh)
          }
        }
      }
    }
  }
}
