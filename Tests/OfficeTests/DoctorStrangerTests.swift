import Access
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import Traffic
import WebReception

@testable import Office

/// What a stranger gets at every door, with listeners that are as they should be and with some that are not.
@Suite("Doctor: strangers")
struct DoctorStrangerTests {
  /// Knocks at routers instead of sockets.
  private struct TestKnocking: Knocking {
    let clients: [ListenerName: any TestClientProtocol]

    func knock(at listener: ListenerName, _ method: HTTPRequest.Method, _ path: String) async -> KnockAnswer? {
      guard let client = clients[listener] else { return nil }
      var headers: HTTPFields = [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]
      if method == .post { headers[.contentType] = "application/x-www-form-urlencoded" }
      return try? await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer()) { answer in
        let fields = Dictionary(answer.headers.map { ($0.name.canonicalName, $0.value) }) { first, _ in first }
        return KnockAnswer(status: answer.status.code, headers: fields)
      }
    }
  }

  /// Examines an installation of which some listeners were tampered with.
  private func examine(
    office change: ([Route]) -> [Route] = { $0 }, isEncrypted: Bool = false, without silent: ListenerName? = nil,
    adding extra: (@Sendable (Router<PublicRequestContext>) -> Void)? = nil
  ) async throws -> [Finding] {
    let visitors = try PublicOffice()
    let pages = visitors.pages
    let office = Router(context: OfficeRequestContext.self, options: .autoGenerateHeadEndpoints)
    let address = pages.parts.configuration.officeAddress
    office.add(middleware: SecurityHeaders(address: address, policy: PagePolicy.policy(tiles: nil)))
    let table = RouteTable([change(pages.router.table.routes)])
    office.add(middleware: Reception(office: pages.router.office, origins: OriginCheck(officeAddress: address), methods: table.methods))
    table.install(in: office, office: pages.router.office)
    let road = Application(router: CameraRouter(parts: pages.parts, intake: pages.parts.intake()).build())
    let publicRouter = visitors.router.build()
    extra?(publicRouter)
    let visited = Application(router: publicRouter)
    let doors = Door.all(of: pages.parts.configuration)
    return try await Application(router: office).test(.router) { officeClient in
      try await road.test(.router) { roadClient in
        try await visited.test(.router) { publicClient in
          defer { pages.parts.live.close() }
          var clients: [ListenerName: any TestClientProtocol] = [.office: officeClient, .cameras: roadClient, .publicListener: publicClient]
          if let silent { clients[silent] = nil }
          return await StrangerExamination(doors: doors, knocking: TestKnocking(clients: clients), isEncrypted: isEncrypted).examine()
        }
      }
    }
  }

  @Test("an installation as it should be shows a stranger nothing")
  func well() async throws {
    let findings = try await examine()
    #expect(findings.map(\.verdict) == [.holds, .holds], "\(findings.map(\.says))")
  }

  @Test("every listener has doors, and those that are open are the ones that are meant to be")
  func doors() throws {
    let doors = Door.all(of: try PagesOffice().parts.configuration)
    let open = doors.filter(\.isOpen)
    #expect(Set(open.filter { $0.listener == .office }.map(\.path)).contains("/sign-in"))
    #expect(!open.contains { $0.listener == .office && ["/", "/queue", "/cases/{id}", "/people", "/audit"].contains($0.path) })
    #expect(open.filter { $0.listener == .cameras }.map(\.path) == ["/healthz"])
    #expect(!open.contains { $0.path == "/notice/view" || $0.path == "/notice/plate" })
    #expect(Set(doors.map(\.listener)) == Set(ListenerName.allCases))
    #expect(doors.allSatisfy { !$0.knockPath.contains("{") && !$0.knockPath.contains("*") })
  }

  @Test("an open route is found: one whose gate was forgotten")
  func openRoute() async throws {
    let findings = try await examine(office: { routes in
      routes.map { route in
        guard route.path == "/people", route.method == .get else { return route }
        return .get("/people", .open, .nothing) { _ in Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "everybody"))) }
      }
    })
    #expect(findings.filter { $0.verdict == .fails }.map(\.says) == ["GET /people at `office` shows a stranger something."])
  }

  @Test("a route of the office on the public listener is found")
  func wrongListener() async throws {
    let findings = try await examine(adding: { $0.get("/queue") { _, _ in "cases" } })
    #expect(findings.filter { $0.verdict == .fails }.map(\.says) == ["GET /queue at `public` is served, and belongs to the listener `office`."])
  }

  @Test("a listener that does not answer, and headers that are missing, are told")
  func silentAndBare() async throws {
    let silent = try await examine(without: .cameras)
    #expect(silent.filter { $0.verdict == .fails }.map(\.says) == ["Nothing answers at the listener `cameras`."])
    let bare = try await examine(isEncrypted: true).filter { $0.verdict == .fails }
    #expect(bare.map(\.check) == ["security-headers"] && bare[0].says.contains("strict-transport-security"))
  }
}
