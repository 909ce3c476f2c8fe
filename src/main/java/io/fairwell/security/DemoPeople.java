package io.fairwell.security;

import java.util.List;
import java.util.Set;

/** The people of the demo; each one's password is the id. They exist nowhere else. */
final class DemoPeople {

    /** Nobody of the main tenant sees what belongs to this one, and the other way round. */
    static final String OTHER_TENANT = "north";

    static final List<Person> ALL = List.of(
            new Person("agent", "Agnes", "Agent", Set.of(Groups.SUPPORT), CurrentCaller.MAIN_TENANT),
            new Person("agent2", "Arthur", "Agent", Set.of(Groups.SUPPORT), CurrentCaller.MAIN_TENANT),
            new Person(
                    "supervisor",
                    "Susan",
                    "Supervisor",
                    Set.of(Groups.SUPERVISORS, Groups.SUPPORT),
                    CurrentCaller.MAIN_TENANT),
            new Person("analyst", "Anna", "Analyst", Set.of(Groups.ANALYSTS), CurrentCaller.MAIN_TENANT),
            new Person("analyst2", "Aaron", "Analyst", Set.of(Groups.ANALYSTS), CurrentCaller.MAIN_TENANT),
            new Person("operator", "Oscar", "Operator", Set.of(Groups.OPERATORS), CurrentCaller.MAIN_TENANT),
            new Person("auditor", "Audrey", "Auditor", Set.of(Groups.AUDITORS), CurrentCaller.MAIN_TENANT),
            new Person("admin", "Adam", "Administrator", Set.of(Groups.ADMINISTRATORS), CurrentCaller.MAIN_TENANT),
            new Person("northagent", "Nora", "Agent", Set.of(Groups.SUPPORT), OTHER_TENANT),
            new Person(
                    "northsupervisor", "Noah", "Supervisor", Set.of(Groups.SUPERVISORS, Groups.SUPPORT), OTHER_TENANT));

    private DemoPeople() {}

    record Person(String id, String firstName, String lastName, Set<String> groups, String tenantId) {}
}
