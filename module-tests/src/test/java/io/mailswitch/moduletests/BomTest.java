package io.mailswitch.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The BOM stands outside the parent, so nothing but this test keeps the two in step. */
class BomTest {
    private final Document parent = pom("..");
    private final Document bom = pom("../bom");

    @Test
    void bomHasTheVersionOfTheParent() {
        assertThat(texts(bom, "/project/version")).isEqualTo(texts(parent, "/project/version"));
    }

    @Test
    void bomListsEveryPublishedModuleAtItsOwnVersion() {
        List<String> published = new ArrayList<>();
        for (String module : texts(parent, "/project/modules/module")) {
            Document pom = pom("../" + module);
            boolean kept = texts(pom, "/project/properties/maven.deploy.skip").contains("true");
            if (!kept && !module.equals("bom")) {
                published.addAll(texts(pom, "/project/artifactId"));
            }
        }
        String managed = "/project/dependencyManagement/dependencies/dependency";
        assertThat(texts(bom, managed + "/artifactId")).isNotEmpty().containsExactlyInAnyOrderElementsOf(published);
        assertThat(texts(bom, managed + "/version")).containsOnly("${project.version}");
    }

    private static Document pom(String folder) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(false);
            return factory.newDocumentBuilder().parse(Path.of(folder, "pom.xml").toFile());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError("cannot read the pom in " + folder, e);
        }
    }

    private static List<String> texts(Document pom, String path) {
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent().strip())
                    .toList();
        } catch (XPathExpressionException e) {
            throw new AssertionError("not an XPath: " + path, e);
        }
    }
}
