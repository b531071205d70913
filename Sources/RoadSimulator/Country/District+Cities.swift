extension District {
  /// The capital. Coordinates of its junctions and avenues to about a hundred metres.
  static let tashkent = District(
    code: "tas", name: "Toshkent", setting: .city, timeZone: "Asia/Tashkent", plateRegion: "01", population: 52,
    places: [
      .junction("Amir Temur xiyoboni", 41.3113, 69.2797), .junction("Mustaqillik – Buyuk Turon", 41.3131, 69.2706),
      .junction("Chorsu", 41.3266, 69.2350), .junction("Navoiy – Abdulla Qodiriy", 41.3214, 69.2585), .junction("Xadra maydoni", 41.3247, 69.2452),
      .junction("Oybek – Shota Rustaveli", 41.2965, 69.2748), .junction("Kosmonavtlar – Afrosiyob", 41.3046, 69.2656),
      .junction("Temir yoʻl vokzali", 41.2915, 69.2865), .junction("Novza – Bunyodkor", 41.2915, 69.2233), .junction("Chilonzor – Qatortol", 41.2744, 69.2044),
      .junction("Mirzo Ulugʻbek – Muqimiy", 41.2821, 69.2131), .junction("Olmazor – Bunyodkor", 41.2562, 69.1954), .junction("Yunusobod – Ahmad Donish", 41.3655, 69.2885),
      .junction("Minor – Amir Temur", 41.3272, 69.2835), .junction("Bodomzor – Amir Temur", 41.3384, 69.2855), .junction("Shahriston – Amir Temur", 41.3548, 69.2881),
      .junction("Hamid Olimjon maydoni", 41.3181, 69.2958), .junction("Pushkin – Mirzo Ulugʻbek", 41.3222, 69.3136), .junction("Buyuk Ipak Yoʻli – Durmon", 41.3259, 69.3287),
      .road("Buyuk Ipak Yoʻli – TTZ", 41.3420, 69.3540), .junction("Qorasaroy – Beruniy", 41.3448, 69.2062), .junction("Tinchlik – Beruniy", 41.3334, 69.2190),
      .junction("Sebzor – Abdulla Qodiriy", 41.3390, 69.2540), .junction("Labzak – Navoiy", 41.3335, 69.2690), .junction("Uchtepa – Farhod", 41.2905, 69.1790),
      .road("Farhod – Lutfiy", 41.2835, 69.1690), .junction("Gagarin – Choʻponota", 41.2990, 69.1860), .junction("Sergeli – Yangi Sergeli", 41.2215, 69.2230),
      .road("Yangi Sergeli yoʻli", 41.2380, 69.2340), .road("Kichik halqa – Bobur", 41.2745, 69.2480), .junction("Bobur – Shota Rustaveli", 41.2840, 69.2560),
      .road("Aeroport yoʻli", 41.2650, 69.2700), .junction("Qoʻyliq bozori", 41.2395, 69.3320), .road("Fargʻona yoʻli – Qoʻyliq", 41.2520, 69.3190),
      .junction("Fargʻona yoʻli – Yangiobod", 41.2700, 69.3080), .road("Katta halqa – Qibray", 41.3650, 69.3560), .road("Katta halqa – Yunusobod 19", 41.3830, 69.2980),
      .road("Katta halqa – Qorasuv", 41.3080, 69.3720), .junction("Mirobod – Nukus", 41.2985, 69.2830), .junction("Yakkasaroy – Usmon Nosir", 41.2870, 69.2620),
      .road("Kichik halqa – Parkent", 41.3140, 69.3280), .junction("Parkent bozori", 41.3090, 69.3230), .road("Zangiota yoʻli", 41.2350, 69.1600),
      .junction("Yangihayot – Sputnik", 41.2090, 69.2050),
    ])

  static let jizzakh = District(
    code: "jiz", name: "Jizzax", setting: .town, timeZone: "Asia/Samarkand", plateRegion: "25", population: 9,
    places: [
      .junction("Sharof Rashidov – Mustaqillik", 40.1158, 67.8422), .junction("Oʻzbekiston – Sayiljoy", 40.1202, 67.8510), .junction("Zargarlik", 40.1265, 67.8330),
      .junction("Temir yoʻl vokzali, Jizzax", 40.1040, 67.8290), .road("Islom Karimov koʻchasi", 40.1110, 67.8600), .road("Qaliya yoʻli", 40.1405, 67.8205),
      .road("M39 – Jizzax shimol", 40.1610, 67.8700, 90), .road("M39 – Jilonoʻti darasi", 39.9680, 67.7700, 90), .junction("Afrosiyob mahallasi", 40.1180, 67.8270),
    ])

  static let qarshi = District(
    code: "qar", name: "Qarshi", setting: .town, timeZone: "Asia/Samarkand", plateRegion: "70", population: 10,
    places: [
      .junction("Mustaqillik maydoni, Qarshi", 38.8606, 65.7890), .junction("Nasaf – Islom Karimov", 38.8655, 65.7970), .junction("Jayhun – Oʻzbekiston", 38.8540, 65.8010),
      .junction("Qarshi temir yoʻl vokzali", 38.8370, 65.7960), .junction("Otchopar", 38.8760, 65.8110), .road("Koson yoʻli", 38.8900, 65.7440),
      .road("Kitob yoʻli", 38.8780, 65.8480), .road("Gʻuzor yoʻli", 38.8280, 65.8520, 90), .junction("Mirishkor mahallasi", 38.8480, 65.7720),
    ])

  static let namangan = District(
    code: "nam", name: "Namangan", setting: .town, timeZone: "Asia/Tashkent", plateRegion: "50", population: 13,
    places: [
      .junction("Bobur bogʻi", 40.9983, 71.6726), .junction("Uychi – Navoiy", 41.0010, 71.6890), .junction("Doʻstlik – Lola", 40.9905, 71.6610), .junction("Namangan temir yoʻl vokzali", 40.9850, 71.6820),
      .junction("Chorsu, Namangan", 41.0035, 71.6640), .junction("Galaba – Amir Temur", 40.9935, 71.6480), .road("Kosonsoy yoʻli", 41.0320, 71.6350), .road("Chust yoʻli", 40.9990, 71.6050, 90),
      .road("Andijon yoʻli", 40.9770, 71.7250, 90), .road("Uychi yoʻli", 41.0250, 71.7280), .junction("Sardoba mahallasi", 41.0080, 71.6430),
    ])
}
