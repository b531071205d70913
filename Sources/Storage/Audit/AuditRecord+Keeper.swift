extension AuditRecord.Actor {
  /// Whoever has the number and access code of a notice: the keeper of the vehicle, whose name is not asked.
  public static let keeper = AuditRecord.Actor(person: nil, name: "Keeper", roles: ["keeper"], unit: "")

  /// Somebody at the entrance who did not get in. Whom they said they were is not kept: it may be a password in the wrong field.
  public static let stranger = AuditRecord.Actor(person: nil, name: "Stranger", roles: ["stranger"], unit: "")
}
