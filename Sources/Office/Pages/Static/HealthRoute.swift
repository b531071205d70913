import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Whether the office can serve: for whoever watches the service from outside. Says nothing else.
struct HealthRoute: Sendable {
  var routes: [Route] {
    [
      .get("/healthz", .open, .nothing) { visit in
        // Asks the database, because a process that runs above a dead disk serves nobody.
        _ = try visit.office.parts.store.dataVersion
        return Response(
          status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
      }
    ]
  }
}
