extension District {
  /// Along the Sirdaryo, five kilometres from the border with Tajikistan.
  static let bekobod = District(
    code: "bek", name: "Bekobod", setting: .rural, timeZone: "Asia/Tashkent", plateRegion: "10", population: 5,
    places: [
      .road("Bekobod – Sirdaryo koʻprigi", 40.2205, 69.2697, 60), .road("Bekobod – Zafar", 40.2830, 69.2050, 90), .road("Bekobod – Xoʻjand yoʻli", 40.2060, 69.3120, 70),
      .road("Boʻka – Oybek", 40.7290, 69.1060, 90), .road("Oybek chegara posti", 40.6930, 69.2420, 50), .road("Dalvarzin yoʻli", 40.3560, 69.1480, 90),
    ])

  /// At the foot of the Turkiston range.
  static let zomin = District(
    code: "zom", name: "Zomin", setting: .rural, timeZone: "Asia/Samarkand", plateRegion: "25", population: 3,
    places: [
      .road("Zomin markazi", 39.9606, 68.3958, 60), .road("Zomin – Dashtobod", 40.0500, 68.4400, 90), .road("Uchtepa chegara yoʻli", 39.9800, 68.5200, 90),
      .road("Zomin milliy bogʻi yoʻli", 39.8700, 68.4200, 70), .road("Baxmal yoʻli", 39.8900, 68.1400, 90), .road("Dashtobod – Oʻrikli", 40.1270, 68.4900, 90),
    ])

  /// In the far south, on the road to Dushanbe.
  static let denov = District(
    code: "den", name: "Denov", setting: .rural, timeZone: "Asia/Samarkand", plateRegion: "75", population: 5,
    places: [
      .road("Denov – Sharof Rashidov", 38.2677, 67.8989, 60), .road("Denov – Sariosiyo", 38.3390, 67.9260, 90), .road("Sariosiyo chegara posti", 38.4186, 67.9589, 50),
      .road("Denov – Shoʻrchi", 38.1000, 67.8300, 90), .road("Uzun yoʻli", 38.3640, 68.0080, 70), .road("Boysun dovoni", 38.2083, 67.2066, 70),
    ])

  /// The trunk roads between the cities.
  static let trunkRoads = District(
    code: "uz", name: "Magistral yoʻllar", setting: .rural, timeZone: "Asia/Tashkent", plateRegion: "20", population: 3,
    places: [
      .road("M39 – Chinoz", 40.9363, 68.7608, 100), .road("M39 – Sirdaryo", 40.8430, 68.6610, 100), .road("M39 – Guliston", 40.4897, 68.7842, 100), .road("M39 – Sardoba", 40.3500, 68.3000, 100),
      .road("A373 – Angren", 41.0167, 70.1436, 90), .road("A373 – Qamchiq dovoni", 41.1010, 70.5150, 60), .road("A373 – Pop", 40.8736, 71.1089, 90),
      .road("M39 – Samarqand sharq", 39.7000, 67.0600, 100), .road("M39 – Shahrisabz", 39.0600, 66.8300, 90), .road("M39 – Gʻuzor", 38.6208, 66.2481, 90),
      .road("A373 – Ohangaron", 40.9060, 69.6380, 90),
    ])

  static let all = [tashkent, jizzakh, qarshi, namangan, bekobod, zomin, denov, trunkRoads]
}
