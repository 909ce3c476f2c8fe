package io.fairwell.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.process.rules.FileKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.camunda.bpm.engine.repository.Resource;

/** What the engine will know the contents of a file by: its processes, decisions or form. */
final class ResourceKeys {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResourceKeys() {}

    static boolean isDecisionOrForm(String file) {
        return FileKind.of(file).filter(kind -> kind != FileKind.MODEL).isPresent();
    }

    static String process(String id) {
        return "process " + id;
    }

    /** @return nothing for a file of another kind, or one that cannot be read: the gate says what is wrong with it */
    static Set<String> of(Resource resource) {
        return of(resource.getName(), resource.getBytes());
    }

    static Set<String> of(String file, byte[] content) {
        return FileKind.of(file)
                .map(kind -> switch (kind) {
                    case MODEL -> elements(content, "process");
                    case TABLE -> elements(content, "decision");
                    case FORM -> form(content);
                })
                .orElse(Set.of());
    }

    private static Set<String> form(byte[] content) {
        try {
            return Set.of("form " + JSON.readTree(content).path("id").asText());
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static Set<String> elements(byte[] content, String element) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Set<String> keys = new HashSet<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals(element)) {
                    keys.add(element + " " + reader.getAttributeValue(null, "id"));
                }
            }
        } catch (XMLStreamException e) {
            return Set.of();
        }
        return keys;
    }
}
