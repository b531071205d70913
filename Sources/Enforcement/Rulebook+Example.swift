import Traffic

extension Rulebook {
  /// An example to start from, modelled on articles 125, 128-3 and 128-4 of Uzbekistan's Code of Administrative Responsibility.
  ///
  /// It is no statement of the law: wordings are shortened translations, amounts are multiples of an assumed base amount, codes that begin
  /// with `EX` are invented, and nothing was checked against the code in force. Whoever issues notices writes a rulebook of their own.
  public static let example = Rulebook(
    jurisdiction: "UZ", version: "example-1", currency: "UZS", noticeDueDays: 60, authority: .example,
    rules: [
      redLight, stopLine, speed, unlicensed,
      declared(.seatBelt, "125 p. 1", "Driving or carrying passengers without fastened seat belts", half: 1),
      declared(.phone, "EX-1", "Using a telephone held in the hand while driving", half: 6),
      declared(.wrongWay, "EX-2", "Driving into the oncoming direction of traffic", half: 20),
      declared(.lane, "EX-3", "Failing to keep to the lanes prescribed by signs or road markings", half: 1),
      declared(.busLane, "EX-4", "Driving in a lane reserved for public transport", half: 2),
      declared(.solidLine, "EX-5", "Crossing a solid line of the road markings", half: 2),
      declared(.uTurn, "EX-6", "Turning round where it is prohibited", half: 2),
      declared(.yellowBox, "EX-7", "Entering a junction that is blocked by traffic", half: 1),
      declared(.failureToYield, "EX-8", "Failing to give way to those who have priority", half: 2),
      declared(.parking, "EX-9", "Stopping or parking where it is prohibited", half: 2),
      declared(.noPlate, "EX-10", "Driving a vehicle without a plate, or with a plate that is covered", half: 10),
    ])

  /// Half of the base amount that the example's penalties are multiples of, in som.
  private static let halfBaseAmount = 206_000

  private static let redLight = Rule(
    kind: .redLight,
    penalty: Penalty(
      code: "128-4 p. 2", text: "Driving on against the prohibiting signal of a traffic light or a traffic controller", amount: 4 * halfBaseAmount),
    signal: SignalTerms(graceSeconds: 0.3, minimumAmberSeconds: 3))

  private static let stopLine = Rule(
    kind: .stopLine,
    penalty: Penalty(code: "128-4 p. 1", text: "Crossing the stop line against the prohibiting signal of a traffic light", amount: halfBaseAmount),
    signal: SignalTerms(graceSeconds: 0.3, minimumAmberSeconds: 3))

  private static let speed = Rule(
    kind: .speed,
    penalty: Penalty(code: "128-3", text: "Exceeding the speed limit", amount: 2 * halfBaseAmount),
    speed: SpeedTerms(
      toleranceKmh: 3, tolerancePercentAbove100: 3,
      bands: [
        band(over: 1, "128-3 p. 1", "Exceeding the speed limit by not more than 20 km/h", half: 2),
        band(over: 20.01, "128-3 p. 2", "Exceeding the speed limit by more than 20 and not more than 40 km/h", half: 10),
        band(over: 40.01, "128-3 p. 3", "Exceeding the speed limit by more than 40 km/h", half: 18),
      ]))

  private static let unlicensed = Rule(
    kind: .unlicensed,
    penalty: Penalty(code: "EX-11", text: "Driving a vehicle whose registration is missing or has expired", amount: 2 * halfBaseAmount),
    registry: RegistryTerms(
      window: TimeWindow("22:00-06:00"),
      penalties: [
        .stolenPlate: Penalty(code: "EX-12", text: "Driving a vehicle with a plate that belongs to another", amount: 20 * halfBaseAmount),
        .uninsured: Penalty(code: "EX-13", text: "Driving a vehicle without compulsory insurance", amount: 2 * halfBaseAmount),
      ],
      regions: ["UZ"]))

  private static func declared(_ kind: ViolationKind, _ code: String, _ text: String, half units: Int) -> Rule {
    Rule(kind: kind, penalty: Penalty(code: code, text: text, amount: units * halfBaseAmount))
  }

  private static func band(over overByKmh: Double, _ code: String, _ text: String, half units: Int) -> SpeedBand {
    SpeedBand(overByKmh: overByKmh, penalty: Penalty(code: code, text: text, amount: units * halfBaseAmount))
  }
}

extension Authority {
  /// Invented, to be replaced; a notice that says so cannot be mistaken for a real one.
  static let example = Authority(
    name: "Example Traffic Authority", address: "1 Example Street, 100000 Tashkent",
    payment: "at any bank, with the notice's number as the reference.",
    contest: "in writing to the address above, within ten days of receiving this notice.",
    nominate: "write that person's name, address and licence number to the address above before the due date.",
    evidence: "come to the office named above, or write to it, and give the notice's number with its access code.")
}
