public import Sealing

extension PolicyText {
  /// The file that a new keyholder begins with: every key, with what it means.
  /// - Parameters:
  ///   - logPolicy: lines of the log policy, if they are known yet.
  public static func fresh(installation: InstallationID, retentionDays: Int, purposes: [String], logPolicy: String?) -> String {
    """
    # The policy of this keyholder. No server can change it. A running keyholder reads it again when told to on its page of the policy.

    # The server whose passes these keys are for, by the name in its own configuration.
    installation: \(installation)

    # What a warrant may be asked for. A request for any other purpose is refused.
    purposes:
    \(purposes.map { "  - \($0)" }.joined(separator: "\n"))

    # How many different persons must have approved a warrant, the requester among them.
    approvals: 2

    # How many days a day's key is kept after its day, and the most days that a warrant may cover. Then the key is destroyed, unless the day is held.
    retention-days: \(retentionDays)

    # For how many days after its logging a warrant may be presented, and for how many after its granting it may be used.
    valid-days: 7

    # How many days after its logging a warrant must be made public.
    unseal-days: 90

    # The most that one warrant may ask for: plates, cameras, tokens (plates, cameras and hours multiplied) and passes to be opened.
    caps:
      plates: 20
      cameras: 1000
      tokens: 2000000
      passes: 10000

    # Which log must hold a warrant before it is looked at, and which witnesses must have seen it: lines as of c2sp.org/tlog-policy, such as
    #   log-policy: |
    #     log <verifier key of the log>
    #     witness first <verifier key>
    #     quorum first
    # Nothing is granted while this is not set.
    log-policy: \(logPolicy.map { "|\n" + indented($0) } ?? "")

    # Whose approvals count. Keys that the server proposes are added here once they are trusted: compare the fingerprint with the person first.
    #   - person: nodira-karimova
    #     name: Nodira Karimova
    #     key: <Ed25519 public key, base64>
    approval-keys:

    """
  }

  private static func indented(_ lines: String) -> String {
    lines.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  }
}
