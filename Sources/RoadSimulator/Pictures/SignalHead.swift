import CVision
import Foundation
import Traffic

/// The traffic light on the far side of a junction: one head on a post, one on an arm over the lanes.
struct SignalHead {
  /// A lamp that is on: where, and its colour.
  struct Lamp {
    var place: Vector3
    var colour: Colour
  }

  private(set) var mesh = Mesh()
  private(set) var lit: [Lamp] = []

  /// - Parameters:
  ///   - colour: what it shows.
  ///   - side: +1 where the post stands on the right.
  init(showing colour: SignalState.Colour, side: Double) {
    let steel = mesh.material(.grey(0.20), drawing_coat, gloss: 0.3)
    let housing = mesh.material(.grey(0.016), drawing_coat, gloss: 0.3)
    let border = mesh.material(.grey(0.50))
    let y = Streetscape.farSide + 2.2
    let post = side * 4.55
    mesh.bar(from: Vector3(post, y, 0), to: Vector3(post, y, 5.55), radius: 0.10, material: steel)
    mesh.bar(from: Vector3(post, y, 5.3), to: Vector3(-side * 0.6, y, 5.4), radius: 0.06, material: steel)
    for head in [Vector3(post - side * 0.02, y - 0.22, 3.2), Vector3(-side * 0.3, y - 0.22, 5.0)] {
      raise(at: head, showing: colour, housing: housing, border: border)
    }
  }

  private mutating func raise(at middle: Vector3, showing colour: SignalState.Colour, housing: Int, border: Int) {
    mesh.box(from: middle + Vector3(-0.34, 0.06, -0.70), to: middle + Vector3(0.34, 0.08, 0.70), material: border)
    mesh.box(from: middle + Vector3(-0.30, 0.03, -0.66), to: middle + Vector3(0.30, 0.06, 0.66), material: housing)
    mesh.box(from: middle + Vector3(-0.19, -0.08, -0.55), to: middle + Vector3(0.19, 0.08, 0.55), material: housing)
    let isRed = colour == .red || colour == .redAmber, isAmber = colour == .amber || colour == .redAmber
    addLamp(at: middle + Vector3(0, -0.09, 0.36), Colour(3.2, 0.10, 0.06), isOn: isRed)
    addLamp(at: middle + Vector3(0, -0.09, 0), Colour(3.0, 1.15, 0.08), isOn: isAmber)
    addLamp(at: middle + Vector3(0, -0.09, -0.36), Colour(0.10, 2.4, 0.75), isOn: colour == .green)
  }

  private mutating func addLamp(at place: Vector3, _ colour: Colour, isOn: Bool) {
    let lens = mesh.material(colour * 0.012, drawing_glass, gloss: 0.5, emission: isOn ? colour : .black)
    mesh.bar(from: place, to: place + Vector3(0, -0.02, 0), radius: 0.145, sides: 20, material: lens, cap: lens)
    if isOn { lit.append(Lamp(place: place, colour: colour)) }
  }
}
