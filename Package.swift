// swift-tools-version: 6.2
import PackageDescription

/// What every Swift room is compiled with: no warnings, existentials spelled out, imports that say what they give away.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "gantry",
  products: [.executable(name: "gantry", targets: ["gantry"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    // Files that a power cut does not undo, for every room that keeps some.
    .target(name: "DurableFiles", swiftSettings: house),

    // The words of the road.
    .target(name: "Traffic", swiftSettings: house),

    // Pictures in, plates out. The three C targets are the only code here that is not Swift.
    .target(
      name: "CVision",
      cxxSettings: [.unsafeFlags(["-isystem/usr/include/opencv4", "-O2", "-Wall", "-Werror"])],
      linkerSettings: [.linkedLibrary("opencv_core"), .linkedLibrary("opencv_imgproc"), .linkedLibrary("turbojpeg")]
    ),
    .target(
      name: "COnnxRuntime",
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Werror"])],
      linkerSettings: [.linkedLibrary("dl")]
    ),
    .target(name: "CChildren", cxxSettings: [.unsafeFlags(["-O2", "-Wall", "-Werror"])]),
    .target(name: "Recognition", dependencies: ["Traffic", "CVision", "COnnxRuntime", "CChildren"], swiftSettings: house),

    // The way in, the judgement, and who may look.
    .target(name: "CameraProtocols", dependencies: ["Traffic"], swiftSettings: house),
    .target(name: "Enforcement", dependencies: ["Traffic", .product(name: "SwiftCSV", package: "SwiftCSV")], swiftSettings: house),
    .target(
      name: "Access",
      dependencies: [
        "DurableFiles", "TransparencyLog", .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "JWTKit", package: "jwt-kit"), .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      swiftSettings: house
    ),
    .target(name: "Sealing", dependencies: ["Traffic", .product(name: "Crypto", package: "swift-crypto")], swiftSettings: house),
    .target(
      name: "TransparencyLog", dependencies: ["DurableFiles", "Traffic", .product(name: "Crypto", package: "swift-crypto")], swiftSettings: house),
    .target(
      name: "Keyholding",
      dependencies: [
        "DurableFiles", "Traffic", "Sealing", "TransparencyLog", .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: house
    ),

    // Where it rests.
    .target(
      name: "Storage",
      dependencies: [
        "DurableFiles", "Traffic", "Enforcement", "Access", "Sealing", "TransparencyLog",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: house
    ),

    // The log's witnesses, asked and being one, over HTTP.
    .target(
      name: "Witnessing",
      dependencies: [
        "DurableFiles", "TransparencyLog", "WebReception", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOFoundationCompat", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: house
    ),

    // The running service.
    .target(
      name: "Office",
      dependencies: [
        "DurableFiles", "Traffic", "Recognition", "CameraProtocols", "Enforcement", "Access", "Sealing", "TransparencyLog", "Keyholding", "Storage",
        "WebReception", "Witnessing", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdHTTP2", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOFoundationCompat", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOTLS", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: house
    ),

    // What Gantry's services have in common: what their pages ask of a browser, how often one may ask, when they end.
    .target(
      name: "WebReception",
      dependencies: [
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: house
    ),

    // The program of those who hold the keys.
    .target(
      name: "KeyholderOffice",
      dependencies: [
        "DurableFiles", "Traffic", "Sealing", "TransparencyLog", "Keyholding", "WebReception",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: house
    ),

    // A virtual country for demos, tests and benchmarks.
    .target(
      name: "RoadSimulator",
      dependencies: [
        "Traffic", "CVision",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      resources: [.copy("Resources")],
      swiftSettings: house
    ),

    // What it is measured by.
    .target(
      name: "Benchmarks",
      dependencies: [
        "Traffic", "Recognition", "Sealing", "TransparencyLog", "Keyholding", "Storage",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Histogram", package: "hdrhistogram-swift"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ],
      swiftSettings: house
    ),

    .executableTarget(
      name: "gantry",
      dependencies: [
        "Traffic", "Recognition", "Benchmarks", "Enforcement", "Access", "Sealing", "TransparencyLog", "Keyholding", "KeyholderOffice", "Storage", "Witnessing",
        "DurableFiles", "Office", "RoadSimulator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: house
    ),

    // One for every room that has behaviour; the built binary is tested from Tests/Browser.
    .testTarget(name: "TrafficTests", dependencies: ["Traffic"], swiftSettings: house),
    .testTarget(name: "RecognitionTests", dependencies: ["Recognition", "Traffic", "CVision", "CChildren"], swiftSettings: house),
    .testTarget(name: "CameraProtocolsTests", dependencies: ["CameraProtocols", "Traffic"], swiftSettings: house),
    .testTarget(name: "EnforcementTests", dependencies: ["Enforcement", "Traffic"], swiftSettings: house),
    .target(
      name: "SoftAuthenticator", dependencies: ["Access", .product(name: "Crypto", package: "swift-crypto")], path: "Tests/SoftAuthenticator",
      swiftSettings: house
    ),
    .testTarget(
      name: "AccessTests",
      dependencies: [
        "Access", "SoftAuthenticator", .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "JWTKit", package: "jwt-kit"), .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      swiftSettings: house
    ),
    .target(name: "PythonPrograms", path: "Tests/PythonPrograms", swiftSettings: house),
    .testTarget(
      name: "SealingTests", dependencies: ["PythonPrograms", "Sealing", "Traffic", .product(name: "Crypto", package: "swift-crypto")], exclude: ["vectors"],
      swiftSettings: house
    ),
    .testTarget(
      name: "KeyholdingTests", dependencies: ["PythonPrograms", "Keyholding", "Sealing", "Traffic", "TransparencyLog", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["second"], swiftSettings: house
    ),
    .testTarget(
      name: "TransparencyLogTests", dependencies: ["DurableFiles", "TransparencyLog", "Traffic", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["go"], swiftSettings: house
    ),
    .testTarget(
      name: "KeyholderOfficeTests",
      dependencies: [
        "KeyholderOffice", "Keyholding", "Sealing", "Traffic", "TransparencyLog", "WebReception",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: house
    ),
    .testTarget(
      name: "WitnessingTests",
      dependencies: [
        "TransparencyLog", "WebReception", "Witnessing",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: house
    ),
    .testTarget(
      name: "StorageTests",
      dependencies: [
        "DurableFiles", "Storage", "Sealing", "Enforcement", "Access", "SoftAuthenticator", "Traffic", "TransparencyLog",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: house
    ),
    .testTarget(
      name: "BenchmarksTests",
      dependencies: [
        "Benchmarks", "Keyholding", "Recognition", "Sealing", "Storage", "Traffic", "TransparencyLog", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: house
    ),
    .testTarget(name: "RoadSimulatorTests", dependencies: ["RoadSimulator", "CVision", "Recognition", "Traffic"], swiftSettings: house),
    .testTarget(
      name: "OfficeTests",
      dependencies: [
        "Office", "Access", "SoftAuthenticator", "CameraProtocols", "Enforcement", "Keyholding", "Recognition", "Sealing", "Storage", "Traffic", "TransparencyLog",
        "WebReception", "Witnessing", .product(name: "Crypto", package: "swift-crypto"), .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        .product(name: "HummingbirdHTTP2", package: "hummingbird"), .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"), .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "SwiftASN1", package: "swift-asn1"), .product(name: "X509", package: "swift-certificates"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
      ],
      swiftSettings: house
    ),
  ],
  cxxLanguageStandard: .cxx17
)
