package io.fairwell.security;

import java.util.Map;

/** Groups of people in the engine's identity service, and the one group that machines belong to. */
final class Groups {

    static final String SUPPORT = "support";
    static final String SUPERVISORS = "supervisors";
    static final String ANALYSTS = "analysts";
    static final String OPERATORS = "operators";
    static final String AUDITORS = "auditors";
    /** The engine's own name for administrators. */
    static final String ADMINISTRATORS = "camunda-admin";

    /** Upstream systems; has authorizations, but no entry in the identity service: no person can join it. */
    static final String UPSTREAM = "upstream";

    /** Tools that deploy decision tables; likewise without an entry in the identity service. */
    static final String DEPLOYERS = "deployers";

    /** Names shown in the engine's web applications, by group id. */
    static final Map<String, String> OF_PEOPLE = Map.of(
            SUPPORT, "Support · 客服",
            SUPERVISORS, "Supervisors · 主管",
            ANALYSTS, "Analysts · 业务分析",
            OPERATORS, "Operators · 运维",
            AUDITORS, "Auditors · 审计",
            ADMINISTRATORS, "Administrators · 管理员");

    private Groups() {}

    static String authority(String group) {
        return "GROUP_" + group;
    }
}
