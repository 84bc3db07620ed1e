"""One workflow for everything that people submit: first the organisation, then the region."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from actors.board.models import BoardEntry
from actors.models import Actor, ActorReviewTask
from core.models import RegionReviewTask
from mentoring.models import Mentor

WORKFLOW = "Prüfung"
STAGES = ((ActorReviewTask, "Prüfung in der Organisation"), (RegionReviewTask, "Prüfung in der Region"))


@transaction.atomic
def ensure_workflow() -> None:
    Workflow.objects.filter(name="Moderators approval").delete()
    workflow = Workflow.objects.filter(workflow_tasks__task__regionreviewtask__isnull=False).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW)
        for order, (model, name) in enumerate(STAGES):
            task = model.objects.first() or model.objects.create(name=name)
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    for model in (Actor, Mentor, BoardEntry):
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
