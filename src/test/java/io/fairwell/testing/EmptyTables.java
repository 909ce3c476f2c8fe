package io.fairwell.testing;

import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Each repository test starts with empty tables, also after tests that committed. */
class EmptyTables implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        TestDatabase.truncate(SpringExtension.getApplicationContext(context).getBean(DataSource.class));
    }
}
