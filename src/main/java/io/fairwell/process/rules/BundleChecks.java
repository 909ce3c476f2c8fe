package io.fairwell.process.rules;

import io.fairwell.process.rules.XmlTree.HasDoctype;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;

/**
 * Finds everything that is wrong with what somebody wants to deploy. First what the files are made of, with our own
 * eyes; only what is harmless is given to a parser of the engine, and looked at for its meaning.
 */
@Component
public class BundleChecks {

    private final TableChecks tables;
    private final ModelFacts facts;
    private final Feel feel = new Feel();
    private final Remembered<Asked, List<Finding>> known = new Remembered<>();

    BundleChecks(TableChecks tables, ModelFacts facts) {
        this.tables = tables;
        this.facts = facts;
    }

    /**
     * @param files by name
     * @param complete whether every decision that the application asks for must be there
     * @param termsInUse terms profiles that subscriptions have
     * @return nothing where all of it may be deployed
     */
    public List<Finding> check(Map<String, byte[]> files, boolean complete, Set<String> termsInUse) {
        List<Finding> findings = new ArrayList<>();
        Map<String, byte[]> harmless = new TreeMap<>();
        new TreeMap<>(files).forEach((file, content) -> {
            Optional<FileKind> kind = FileKind.of(file);
            if (kind.isEmpty()) {
                findings.add(Finding.ofFile(file, Fault.FILE_KIND));
                return;
            }
            List<Finding> own = known.get(
                    new Asked(file, ByteBuffer.wrap(content)), () -> List.copyOf(check(kind.get(), file, content)));
            findings.addAll(own);
            if (own.isEmpty() && kind.get() == FileKind.TABLE) {
                harmless.put(file, content);
            }
        });
        boolean whole = complete && findings.isEmpty();
        if (whole || !harmless.isEmpty()) {
            findings.addAll(tables.check(new Bundle(harmless, whole, termsInUse)));
        }
        return findings;
    }

    private record Asked(String file, ByteBuffer content) {}

    private List<Finding> check(FileKind kind, String file, byte[] content) {
        return switch (kind) {
            case MODEL -> model(file, content);
            case TABLE -> xml(AllowedXml.DMN, file, content).findings();
            case FORM -> new FormCheck(file, feel).findings(content);
        };
    }

    private List<Finding> model(String file, byte[] content) {
        Read read = xml(AllowedXml.BPMN, file, content);
        if (read.tree() == null || !read.findings().isEmpty()) {
            return read.findings();
        }
        List<Finding> findings = new ModelCheck(file, facts).findings(read.tree());
        return findings.isEmpty() ? fairness(file, content) : findings;
    }

    private static List<Finding> fairness(String file, byte[] content) {
        try {
            BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
            return model.getModelElementById(FairnessCheck.PROCESS) == null
                    ? List.of()
                    : new FairnessCheck(file, model).findings();
        } catch (RuntimeException e) {
            return List.of(Finding.ofFile(file, Fault.UNREADABLE_FILE, firstLine(e)));
        }
    }

    private record Read(XmlTree.@Nullable Element tree, List<Finding> findings) {}

    private static Read xml(AllowedXml allowed, String file, byte[] content) {
        try {
            XmlTree.Element tree = XmlTree.read(content, allowed.prefixes());
            return new Read(tree, allowed.check(file, tree));
        } catch (HasDoctype e) {
            return new Read(null, List.of(Finding.ofFile(file, Fault.DOCTYPE)));
        } catch (SAXException e) {
            return new Read(null, List.of(Finding.ofFile(file, Fault.UNREADABLE_FILE, firstLine(e))));
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
