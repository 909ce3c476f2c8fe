package io.fairwell.security;

import java.util.List;
import java.util.Set;

/** The people of the demo; each one's password is the id. They exist nowhere else. */
final class DemoPeople {

    static final List<Person> ALL = List.of(
            new Person("agent", "Agnes", "Agent", Set.of(Groups.SUPPORT)),
            new Person("agent2", "Arthur", "Agent", Set.of(Groups.SUPPORT)),
            new Person("supervisor", "Susan", "Supervisor", Set.of(Groups.SUPERVISORS, Groups.SUPPORT)),
            new Person("analyst", "Anna", "Analyst", Set.of(Groups.ANALYSTS)),
            new Person("analyst2", "Aaron", "Analyst", Set.of(Groups.ANALYSTS)),
            new Person("operator", "Oscar", "Operator", Set.of(Groups.OPERATORS)),
            new Person("auditor", "Audrey", "Auditor", Set.of(Groups.AUDITORS)),
            new Person("admin", "Adam", "Administrator", Set.of(Groups.ADMINISTRATORS)));

    private DemoPeople() {}

    record Person(String id, String firstName, String lastName, Set<String> groups) {}
}
