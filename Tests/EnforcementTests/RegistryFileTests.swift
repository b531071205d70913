import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct RegistryFileTests {
  private let header = "plate,status,valid_until,make,model,colour,keeper_name,keeper_address\n"

  private func refusal(of csv: String) -> FileFault? {
    #expect(throws: FileFault.self) { try RegistryFile.parse(csv) }
  }

  @Test func aPlainFileIsRead() throws {
    let vehicles = try RegistryFile.parse(header + "01A123BC,valid,2027-03-01,Chevrolet,Cobalt,white,A. Karimova,\"2 Navoi Street, Tashkent\"\n01A123BD,Stolen-Plate,,,,,,\n")
    #expect(
      vehicles == [
        RegisteredVehicle(
          plate: Samples.plate, status: .valid, validUntil: Samples.instant("2027-03-01T00:00:00Z"), make: "Chevrolet", model: "Cobalt",
          colour: "white", keeperName: "A. Karimova", keeperAddress: "2 Navoi Street, Tashkent"),
        RegisteredVehicle(plate: Samples.otherPlate, status: .stolenPlate),
      ])
  }

  @Test func onlyPlateAndStatusAreRequired() throws {
    #expect(try RegistryFile.parse("status,plate\nvalid,01A123BC\n") == [RegisteredVehicle(plate: Samples.plate)])
  }

  @Test(arguments: [
    ("01A123BC,good,,,,,,", "status"), ("01A123BC,,,,,,,", "status"), ("01A123BC,valid,01.03.2027,,,,,", "valid_until"), ("-,valid,,,,,,", "plate"),
  ])
  func aFaultNamesLineAndColumn(row: String, column: String) throws {
    let fault = try #require(refusal(of: header + row))
    #expect(fault.problems.map(\.line) == [2] && fault.problems.map(\.column) == [column])
    #expect(!fault.message.contains("01A123BC"))
  }

  @Test func aPlateStandsInItOnce() throws {
    let fault = try #require(refusal(of: header + "01A123BC,valid,,,,,,\n01-a-123-bc,expired,,,,,,\n"))
    #expect(fault.message == "line 3, column plate: the plate stands on line 2 already")
  }

  @Test func allFaultsOfALineAreNamed() throws {
    #expect(try #require(refusal(of: header + "-,x,y,,,,,")).problems.map(\.column) == ["plate", "status", "valid_until"])
  }

  /// Whatever the bytes are, the answer is a list or a fault.
  @Test func randomTextNeverTraps() {
    var random = SeededRandom(seed: 5)
    let pieces = ["\"", ",", ";", "\n", "\r\n", "\u{FEFF}", "\u{4}", "01A123BC", "valid", "plate", "status", " ", "=1", "é", "\u{0}"]
    for _ in 0..<3000 {
      let body = (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }.joined()
      let csv = Bool.random(using: &random) ? "plate,status\n" + body : body
      let vehicles = (try? RegistryFile.parse(csv)) ?? []
      #expect(vehicles.allSatisfy { $0.status == .valid })
    }
  }
}
