package io.fairwell.process.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.ext.DefaultHandler2;

/**
 * An XML file as it stands there, before anything has read a meaning into it. A document type, and with it every entity
 * that could reach for files or grow, is refused before it is looked at.
 */
final class XmlTree {

    private XmlTree() {}

    /**
     * @param name with a short prefix for its namespace, as in {@code bpmn:task}; the whole namespace in braces where it is unknown
     * @param attributes likewise; those without a namespace without prefix
     * @param text of the element itself, without surrounding blanks
     */
    record Element(
            String name,
            Map<String, String> attributes,
            StringBuilder content,
            List<Element> children,
            @Nullable Element parent) {

        String text() {
            return content.toString().strip();
        }

        String attribute(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }

        /** The id of the element, or of the next one around it that has one. */
        String id() {
            String own = attribute("id");
            return !own.isEmpty() || parent == null ? own : parent.id();
        }

        void visit(Consumer<Element> visitor) {
            visitor.accept(this);
            children.forEach(child -> child.visit(visitor));
        }
    }

    /** It has a document type. */
    static final class HasDoctype extends SAXException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param prefixes by namespace
     * @throws HasDoctype before the document type is read
     * @throws SAXException where it is no XML
     */
    static Element read(byte[] content, Map<String, String> prefixes) throws SAXException {
        try {
            SAXParser parser = factory().newSAXParser();
            Builder builder = new Builder(prefixes);
            parser.setProperty("http://xml.org/sax/properties/lexical-handler", builder);
            parser.parse(new InputSource(new ByteArrayInputStream(content)), builder);
            if (builder.root == null) {
                throw new SAXException("empty");
            }
            return builder.root;
        } catch (IOException e) {
            // Bytes that are no characters of the encoding it names.
            throw new SAXException(e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SAXParserFactory factory() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory;
    }

    private static final class Builder extends DefaultHandler2 {

        private final Map<String, String> prefixes;
        private @Nullable Element root;
        private @Nullable Element open;

        Builder(Map<String, String> prefixes) {
            this.prefixes = prefixes;
        }

        @Override
        public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) throws SAXException {
            throw new HasDoctype();
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes given) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < given.getLength(); i++) {
                attributes.put(name(given.getURI(i), given.getLocalName(i)), given.getValue(i));
            }
            Element element = new Element(name(uri, name), attributes, new StringBuilder(), new ArrayList<>(), open);
            if (open == null) {
                root = element;
            } else {
                open.children().add(element);
            }
            open = element;
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            open = open == null ? null : open.parent();
        }

        @Override
        public void characters(char[] text, int start, int length) {
            if (open != null) {
                open.content().append(text, start, length);
            }
        }

        /** A processing instruction could name a style sheet; no modeler writes one. */
        @Override
        public void processingInstruction(String target, String data) throws SAXException {
            throw new SAXException("<?" + target + "?>");
        }

        private String name(String namespace, String local) {
            if (namespace.isEmpty()) {
                return local;
            }
            String prefix = prefixes.get(namespace);
            return prefix == null ? "{" + namespace + "}" + local : prefix + ":" + local;
        }
    }
}
