# An AdmissionReview as an API server sends it for a pod.
#   awk -v containers=4 -v bytes=7000 -v operation=CREATE -v image=registry.example/app -v first=0 -v count=1 -f review.awk
# image is followed by a number from `first` on, modulo `count`, and the tag v0; an annotation fills up the object to `bytes`.
function container(i,    n) {
    n = (first + i) % count
    return sprintf("{\"name\":\"app-%d\",\"image\":\"%s%d:v0\",\"args\":[\"--listen=:80%02d\",\"--config=/etc/app/config.yaml\"]," \
        "\"ports\":[{\"name\":\"http\",\"containerPort\":80%02d,\"protocol\":\"TCP\"}]," \
        "\"env\":[{\"name\":\"POD_NAME\",\"valueFrom\":{\"fieldRef\":{\"apiVersion\":\"v1\",\"fieldPath\":\"metadata.name\"}}},{\"name\":\"LOG_LEVEL\",\"value\":\"info\"}]," \
        "\"resources\":{\"limits\":{\"memory\":\"256Mi\"},\"requests\":{\"cpu\":\"100m\",\"memory\":\"128Mi\"}}," \
        "\"volumeMounts\":[{\"name\":\"kube-api-access-x2x7p\",\"readOnly\":true,\"mountPath\":\"/var/run/secrets/kubernetes.io/serviceaccount\"}]," \
        "\"readinessProbe\":{\"httpGet\":{\"path\":\"/ready\",\"port\":\"http\",\"scheme\":\"HTTP\"},\"timeoutSeconds\":1,\"periodSeconds\":10,\"successThreshold\":1,\"failureThreshold\":3}," \
        "\"terminationMessagePath\":\"/dev/termination-log\",\"terminationMessagePolicy\":\"File\",\"imagePullPolicy\":\"IfNotPresent\"," \
        "\"securityContext\":{\"capabilities\":{\"drop\":[\"ALL\"]},\"runAsNonRoot\":true,\"readOnlyRootFilesystem\":true,\"allowPrivilegeEscalation\":false}}", \
        i, image, n, i % 100, i % 100)
}
function object(version,    all, i, text, pad) {
    for (i = 0; i < containers; i++) all = all (i ? "," : "") container(i)
    text = "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"web-7d4b9c6f5d-x2x7p\",\"generateName\":\"web-7d4b9c6f5d-\",\"namespace\":\"shop\"," \
        "\"uid\":\"0b7e2a6e-4a5e-4d3c-9c59-2f6d6e3f9a10\",\"resourceVersion\":\"" version "\",\"creationTimestamp\":\"2026-11-22T12:00:00Z\"," \
        "\"labels\":{\"app.kubernetes.io/name\":\"web\",\"app.kubernetes.io/instance\":\"web\",\"pod-template-hash\":\"7d4b9c6f5d\"}," \
        "\"annotations\":{\"prometheus.io/scrape\":\"true\",\"prometheus.io/port\":\"8080\"%s}," \
        "\"ownerReferences\":[{\"apiVersion\":\"apps/v1\",\"kind\":\"ReplicaSet\",\"name\":\"web-7d4b9c6f5d\",\"uid\":\"a4b7c1de-8d0e-4d42-8c80-2b0ef0f0a0b1\",\"controller\":true,\"blockOwnerDeletion\":true}]," \
        "\"managedFields\":[{\"manager\":\"kube-controller-manager\",\"operation\":\"Update\",\"apiVersion\":\"v1\",\"time\":\"2026-11-22T12:00:00Z\",\"fieldsType\":\"FieldsV1\"," \
        "\"fieldsV1\":{\"f:metadata\":{\"f:generateName\":{},\"f:labels\":{\".\":{},\"f:app.kubernetes.io/name\":{},\"f:pod-template-hash\":{}},\"f:ownerReferences\":{\".\":{}}},\"f:spec\":{\"f:containers\":{},\"f:dnsPolicy\":{},\"f:restartPolicy\":{}}}}]}," \
        "\"spec\":{\"volumes\":[{\"name\":\"kube-api-access-x2x7p\",\"projected\":{\"sources\":[{\"serviceAccountToken\":{\"expirationSeconds\":3607,\"path\":\"token\"}}," \
        "{\"configMap\":{\"name\":\"kube-root-ca.crt\",\"items\":[{\"key\":\"ca.crt\",\"path\":\"ca.crt\"}]}}],\"defaultMode\":420}}]," \
        "\"containers\":[" all "],\"restartPolicy\":\"Always\",\"terminationGracePeriodSeconds\":30,\"dnsPolicy\":\"ClusterFirst\",\"serviceAccountName\":\"web\"," \
        "\"serviceAccount\":\"web\",\"securityContext\":{\"runAsUser\":10001,\"seccompProfile\":{\"type\":\"RuntimeDefault\"}},\"schedulerName\":\"default-scheduler\"," \
        "\"tolerations\":[{\"key\":\"node.kubernetes.io/not-ready\",\"operator\":\"Exists\",\"effect\":\"NoExecute\",\"tolerationSeconds\":300}]," \
        "\"priority\":0,\"enableServiceLinks\":true,\"preemptionPolicy\":\"PreemptLowerPriority\"},\"status\":{\"phase\":\"Pending\",\"qosClass\":\"Burstable\"}}"
    for (i = bytes - length(text) - 30; i > 0; i -= 64) pad = pad "# a line of configuration that some tool has left in the object\\n"
    sub(/%s/, pad == "" ? "" : ",\"example.com/config\":\"" pad "\"", text)
    return text
}
BEGIN {
    printf "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"705ab4f5-6393-11e8-b7cc-42010a800002\"," \
        "\"kind\":{\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"},\"resource\":{\"group\":\"\",\"version\":\"v1\",\"resource\":\"pods\"}," \
        "\"requestKind\":{\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"},\"requestResource\":{\"group\":\"\",\"version\":\"v1\",\"resource\":\"pods\"}," \
        "\"name\":\"web-7d4b9c6f5d-x2x7p\",\"namespace\":\"shop\",\"operation\":\"%s\"," \
        "\"userInfo\":{\"username\":\"system:serviceaccount:kube-system:replicaset-controller\",\"uid\":\"7a4f7c52-95a5-4e2a-9a4c-6b7d1f3c8e11\"," \
        "\"groups\":[\"system:serviceaccounts\",\"system:serviceaccounts:kube-system\",\"system:authenticated\"]}," \
        "\"object\":%s,\"oldObject\":%s,\"dryRun\":false,\"options\":{\"kind\":\"CreateOptions\",\"apiVersion\":\"meta.k8s.io/v1\"}}}", \
        operation, object(1), operation == "UPDATE" ? object(0) : "null"
}
