import CVision
import Foundation

/// A body made of triangles, with what it is made of and what is painted onto it.
struct Mesh: Sendable {
  var vertices: [drawing_vertex] = []
  var triangles: [drawing_triangle] = []
  var materials: [drawing_material] = []
  var decals: [drawing_decal] = []

  /// Adds a material and returns its number.
  mutating func material(_ colour: Colour, _ kind: Int = drawing_matte, gloss: Double = 0, emission: Colour = .black) -> Int {
    materials.append(drawing_material(colour: colour.drawn, emission: emission.drawn, kind: Int32(kind), gloss: Float(gloss)))
    return materials.count - 1
  }

  /// Adds a sheet of points in rows, smooth all over.
  mutating func sheet(_ rows: [[Vector3]], material: Int) {
    guard let columns = rows.first?.count, columns > 1, rows.count > 1 else { return }
    let first = vertices.count
    for row in rows {
      vertices += row.map { drawing_vertex(position: $0.drawn, normal: drawing_vector(x: 0, y: 0, z: 0)) }
    }
    let firstTriangle = triangles.count
    for row in 0..<(rows.count - 1) {
      for column in 0..<(columns - 1) {
        let a = first + row * columns + column
        add(a, a + 1, a + columns, material)
        add(a + 1, a + columns + 1, a + columns, material)
      }
    }
    smooth(trianglesFrom: firstTriangle)
    turnOutwards(verticesFrom: first)
  }

  /// Adds a flat four-sided plate, corners in order around it.
  mutating func plate(_ a: Vector3, _ b: Vector3, _ c: Vector3, _ d: Vector3, material: Int) { sheet([[a, b], [d, c]], material: material) }

  /// Adds a box that stands upright.
  mutating func box(from low: Vector3, to high: Vector3, material: Int) {
    func at(_ x: Bool, _ y: Bool, _ z: Bool) -> Vector3 { Vector3(x ? high.x : low.x, y ? high.y : low.y, z ? high.z : low.z) }
    let (f, t) = (false, true)
    plate(at(f, f, f), at(t, f, f), at(t, f, t), at(f, f, t), material: material)
    plate(at(t, t, f), at(f, t, f), at(f, t, t), at(t, t, t), material: material)
    plate(at(f, t, f), at(f, f, f), at(f, f, t), at(f, t, t), material: material)
    plate(at(t, f, f), at(t, t, f), at(t, t, t), at(t, f, t), material: material)
    plate(at(f, f, t), at(t, f, t), at(t, t, t), at(f, t, t), material: material)
  }

  /// Adds a ball, or an egg where the radii differ.
  mutating func ball(at middle: Vector3, radii: Vector3, rings: Int = 6, material: Int) {
    let rows = (0...rings).map { ring in
      let polar = Double.pi * Double(ring) / Double(rings)
      return (0...(rings * 2)).map { step in
        let turn = Double.pi * Double(step) / Double(rings)
        return middle + Vector3(radii.x * sin(polar) * cos(turn), radii.y * sin(polar) * sin(turn), radii.z * cos(polar))
      }
    }
    sheet(rows, material: material)
  }

  /// Adds a round bar between two points.
  mutating func bar(from start: Vector3, to end: Vector3, radius: Double, sides: Int = 10, material: Int, cap: Int? = nil) {
    let axis = (end - start).unit
    let across = axis.cross(abs(axis.z) > 0.9 ? Vector3(1, 0, 0) : Vector3(0, 0, 1)).unit
    let upward = axis.cross(across)
    let ring = (0...sides).map { step in
      let turn = 2 * Double.pi * Double(step) / Double(sides)
      return across * (radius * cos(turn)) + upward * (radius * sin(turn))
    }
    sheet([ring.map { start + $0 }, ring.map { end + $0 }], material: material)
    guard let cap else { return }
    for face in [start, end] { sheet([ring.map { face + $0 }, ring.map { _ in face }], material: cap) }
  }

  /// Paints a convex polygon onto one face.
  mutating func decal(_ face: Int, _ points: [(Double, Double)], material: Int) {
    var decal = drawing_decal()
    decal.face = Int32(face)
    decal.material = Int32(material)
    decal.count = Int32(min(12, points.count))
    withUnsafeMutableBytes(of: &decal.points) { raw in
      let slots = raw.bindMemory(to: drawing_point.self)
      for (slot, point) in zip(slots.indices, points) { slots[slot] = drawing_point(point.0, point.1) }
    }
    decals.append(decal)
  }

  private mutating func add(_ a: Int, _ b: Int, _ c: Int, _ material: Int) {
    triangles.append(drawing_triangle(a: Int32(a), b: Int32(b), c: Int32(c), material: Int32(material)))
  }

  /// Gives every vertex the mean of the normals of the triangles around it.
  private mutating func smooth(trianglesFrom first: Int) {
    for triangle in triangles[first...] {
      let corners = [Int(triangle.a), Int(triangle.b), Int(triangle.c)]
      let (a, b, c) = (place(corners[0]), place(corners[1]), place(corners[2]))
      let normal = (b - a).cross(c - a)
      for corner in corners {
        vertices[corner].normal.x += Float(normal.x)
        vertices[corner].normal.y += Float(normal.y)
        vertices[corner].normal.z += Float(normal.z)
      }
    }
  }

  /// Lets the normals of a sheet that bulges point away from its middle; a flat one stays as it is.
  private mutating func turnOutwards(verticesFrom first: Int) {
    let indices = first..<vertices.count
    let middle = indices.reduce(Vector3(0, 0, 0)) { $0 + place($1) } * (1 / Double(max(1, indices.count)))
    let bulge = indices.reduce(0.0) { sum, index in
      let normal = vertices[index].normal
      return sum + (place(index) - middle).dot(Vector3(Double(normal.x), Double(normal.y), Double(normal.z)))
    }
    guard bulge < 0 else { return }
    for index in indices {
      vertices[index].normal.x = -vertices[index].normal.x
      vertices[index].normal.y = -vertices[index].normal.y
      vertices[index].normal.z = -vertices[index].normal.z
    }
  }

  private func place(_ index: Int) -> Vector3 {
    let p = vertices[index].position
    return Vector3(Double(p.x), Double(p.y), Double(p.z))
  }
}
